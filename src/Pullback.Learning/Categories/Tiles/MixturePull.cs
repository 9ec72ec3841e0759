using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>The gradient of a mixture from its sums over events.</summary>
/// <remarks>
/// With δ the derivative by a logit and <c>z = L⁻¹(x − μ)</c>: by ln π it is <c>Σδ/T</c>, by μ <c>L⁻ᵀ Σδz/T</c>, by L the lower triangle of
/// <c>L⁻ᵀ Σδzzᵀ/T</c> less <c>Σδ/(T L_ii)</c> on the diagonal, by T <c>−Σδ·logit/T</c>. The kernels count z in units of √(2T).
/// </remarks>
internal static class MixturePull
{
    /// <summary>Fills the gradient and returns the derivative by the temperature.</summary>
    public static double Of(MixtureLayout layout, ReadOnlySpan<double> parameters, double temperature, ReadOnlySpan<double> sums, Span<double> gradient)
    {
        var values = new MixtureValues(layout, parameters);
        (int categories, int d) = (layout.Categories, layout.Dimensions);
        double unit = Math.Sqrt(2.0 * temperature);
        double[] mean = new double[d];
        double[] moments = new double[d * d];
        double slope = 0.0;
        double total = 0.0;
        gradient.Clear();
        for (int k = 0; k < categories; k++)
        {
            ReadOnlySpan<double> own = sums.Slice(k * MixtureConstants.Sums(d), MixtureConstants.Sums(d));
            ReadOnlySpan<double> factor = values.Cholesky.AsSpan(k * d * d, d * d);
            double zeroth = own[0];
            total += gradient[MixtureLayout.Logits + k] = zeroth / temperature;
            slope += values.LogNorms[k] / temperature * zeroth;
            int next = 1 + d;
            for (int i = 0; i < d; i++)
            {
                mean[i] = own[1 + i] * (unit / temperature);
                for (int j = 0; j <= i; j++) moments[(i * d) + j] = moments[(j * d) + i] = 2.0 * own[next++];
                slope -= 0.5 * moments[(i * d) + i];
            }

            SolveTransposed(factor, mean, 1, d);
            SolveTransposed(factor, moments, d, d);
            PullMean(layout, parameters.Slice(layout.Means + (k * d), d), values.Means.AsSpan(k * d, d), mean, gradient.Slice(layout.Means + (k * d), d));
            Span<double> raw = gradient.Slice(layout.Cholesky + (k * d * d), d * d);
            for (int i = 0; i < d; i++)
            {
                for (int j = 0; j < i; j++) raw[(i * d) + j] = layout.Damping * moments[(i * d) + j];
                raw[(i * d) + i] = (factor[(i * d) + i] * moments[(i * d) + i]) - (zeroth / temperature);
            }
        }

        for (int k = 0; k < categories; k++) gradient[MixtureLayout.Logits + k] -= Math.Exp(values.LogWeights[k]) * total;
        return -slope / temperature;
    }

    // Lᵀ X = B in place, for a matrix of some columns.
    private static void SolveTransposed(ReadOnlySpan<double> factor, double[] right, int columns, int d)
    {
        for (int c = 0; c < columns; c++)
        {
            for (int i = d - 1; i >= 0; i--)
            {
                double rest = right[(i * columns) + c];
                for (int j = i + 1; j < d; j++) rest -= factor[(j * d) + i] * right[(j * columns) + c];
                right[(i * columns) + c] = rest / factor[(i * d) + i];
            }
        }
    }

    private static void PullMean(MixtureLayout layout, ReadOnlySpan<double> raw, ReadOnlySpan<double> mean, double[] cotangent, Span<double> gradient)
    {
        double along = 0.0;
        for (int i = 0; i < mean.Length; i++) along += mean[i] * cotangent[i];
        for (int i = 0; i < mean.Length; i++)
        {
            gradient[i] = layout.Normalization == MeanNormalization.Softmax
                ? mean[i] * (cotangent[i] - along)
                : cotangent[i] * layout.Ranges[i].Width * SpecialMath.Sigmoid(raw[i]) * SpecialMath.Sigmoid(-raw[i]);
        }
    }
}
