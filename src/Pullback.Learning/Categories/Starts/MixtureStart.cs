using Pullback.Numerics.LinearAlgebra;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Parameters of a mixture whose components lie on groups of events of like ratio of signal to background.</summary>
internal static class MixtureStart
{
    // Means are kept off the ends of their range, where their raw numbers would be infinite.
    private const double Margin = 1e-4;

    /// <summary>The parameters.</summary>
    /// <param name="model">The mixture.</param>
    /// <param name="cells">The cells of the events.</param>
    /// <param name="random">Chooses the groups; null for quantiles of the ratio.</param>
    /// <returns>Shape [parameter].</returns>
    public static double[] Of(GaussianMixtureModel model, IReadOnlyList<ScoreCell> cells, RandomStream? random)
    {
        IReadOnlyList<ScoreGroup> groups = ScoreGroup.Of(cells, RatioClusters.Group(cells, model.Categories, random), model.Categories);
        MixtureLayout layout = model.Layout;
        int d = layout.Dimensions;
        double[] parameters = new double[model.ParameterCount];
        double[] spread = Spread(cells, d);
        for (int k = 0; k < groups.Count; k++)
        {
            ScoreGroup group = groups[k];
            parameters[MixtureLayout.Logits + k] = Math.Log(group.Share);
            SetMean(layout, group.Mean, parameters.AsSpan(layout.Means + (k * d), d));
            double[] factor = [.. group.Covariance];
            for (int i = 0; i < d; i++) factor[(i * d) + i] += Math.Max(1e-8 * spread[i] * spread[i], 1e-300);
            Cholesky.Factor(factor, d);
            for (int i = 0; i < d; i++)
            {
                int row = layout.Cholesky + (((k * d) + i) * d);
                for (int j = 0; j < i; j++) parameters[row + j] = layout.Damping > 0 ? factor[(i * d) + j] / layout.Damping : 0;
                parameters[row + i] = Math.Log(factor[(i * d) + i] / layout.Sigma0);
            }
        }

        return parameters;
    }

    private static double[] Spread(IReadOnlyList<ScoreCell> cells, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(d => cells.Max(cell => cell.Mean[d]) - cells.Min(cell => cell.Mean[d]))];

    private static void SetMean(MixtureLayout layout, double[] mean, Span<double> raw)
    {
        if (layout.Normalization == MeanNormalization.Sigmoid)
        {
            for (int i = 0; i < mean.Length; i++)
            {
                double share = Math.Clamp((mean[i] - layout.Ranges[i].Lower) / layout.Ranges[i].Width, Margin, 1 - Margin);
                raw[i] = Math.Log(share / (1 - share));
            }

            return;
        }

        double[] shares = [.. mean.Select(m => Math.Max(m, Margin))];
        double rest = Math.Max(1 - shares.Sum(), Margin);
        for (int i = 0; i < mean.Length; i++) raw[i] = Math.Log(shares[i] / rest);
    }
}
