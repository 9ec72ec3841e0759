using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Learning.Categories;

/// <summary>The log weights, means and Cholesky factors that parameters of a mixture stand for.</summary>
internal sealed class MixtureValues
{
    public MixtureValues(MixtureLayout layout, ReadOnlySpan<double> parameters)
    {
        Layout = layout;
        (int categories, int d) = (layout.Categories, layout.Dimensions);
        LogWeights = new double[categories];
        Means = new double[categories * d];
        Cholesky = new double[categories * d * d];
        LogNorms = new double[categories];
        SpecialMath.LogSoftmax(parameters.Slice(MixtureLayout.Logits, categories), LogWeights);
        for (int k = 0; k < categories; k++)
        {
            SetMean(parameters.Slice(layout.Means + (k * d), d), Means.AsSpan(k * d, d));
            LogNorms[k] = LogWeights[k] - (d * (Math.Log(layout.Sigma0) + (0.5 * Math.Log(Math.Tau))));
            for (int i = 0; i < d; i++)
            {
                int row = ((k * d) + i) * d;
                for (int j = 0; j < i; j++) Cholesky[row + j] = layout.Damping * parameters[layout.Cholesky + row + j];
                double log = parameters[layout.Cholesky + row + i];
                Cholesky[row + i] = layout.Sigma0 * Math.Exp(log);
                LogNorms[k] -= log;
            }
        }
    }

    public MixtureLayout Layout { get; }

    /// <summary>ln π. Shape [category].</summary>
    public double[] LogWeights { get; }

    /// <summary>Shape [category, score].</summary>
    public double[] Means { get; }

    /// <summary>Lower triangles. Shape [category, score, score].</summary>
    public double[] Cholesky { get; }

    /// <summary><c>ln π − ln det L − ½ d ln 2π</c>, the log term at the mean. Shape [category].</summary>
    public double[] LogNorms { get; }

    /// <summary><c>ln N(x; μ_k, L_k L_kᵀ) + ln π_k</c>.</summary>
    public double LogTerm(int category, ReadOnlySpan<double> x)
    {
        int d = Layout.Dimensions;
        Span<double> z = d <= 32 ? stackalloc double[d] : new double[d];
        double sum = LogNorms[category];
        for (int i = 0; i < d; i++)
        {
            int row = ((category * d) + i) * d;
            double rest = x[i] - Means[(category * d) + i];
            for (int j = 0; j < i; j++) rest -= Cholesky[row + j] * z[j];
            z[i] = rest / Cholesky[row + i];
            sum -= 0.5 * z[i] * z[i];
        }

        return sum;
    }

    private void SetMean(ReadOnlySpan<double> raw, Span<double> mean)
    {
        if (Layout.Normalization == MeanNormalization.Sigmoid)
        {
            for (int i = 0; i < mean.Length; i++) mean[i] = Layout.Ranges[i].Lower + (SpecialMath.Sigmoid(raw[i]) * Layout.Ranges[i].Width);
            return;
        }

        double largest = 0.0;
        foreach (double r in raw) largest = Math.Max(largest, r);
        double sum = Math.Exp(-largest);
        for (int i = 0; i < mean.Length; i++) sum += mean[i] = Math.Exp(raw[i] - largest);
        for (int i = 0; i < mean.Length; i++) mean[i] /= sum;
    }
}
