using Pullback.Numerics.LinearAlgebra;
using Pullback.Statistics.Distributions;

namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>Whether deviations are compatible with zero, <c>χ² = dᵀ C⁻¹ d</c>.</summary>
/// <param name="Statistic">χ².</param>
/// <param name="Degrees">The rank of the covariance.</param>
/// <param name="PValue">The probability of a larger χ²; NaN without degrees of freedom.</param>
public sealed record ChiSquareTest(double Statistic, int Degrees, double PValue)
{
    /// <summary>Directions with less than this share of the largest variance count as fixed.</summary>
    private const double SmallestShare = 1e-10;

    /// <summary>Tests deviations.</summary>
    /// <remarks>Each deviation is taken in units of its uncertainty first. Combinations without variance, such as the sum of normalized bins, do not count.</remarks>
    /// <param name="deviations">d, shape [entry].</param>
    /// <param name="covariance">C, shape [entry, entry].</param>
    public static ChiSquareTest Of(ReadOnlySpan<double> deviations, double[,] covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        double[] all = deviations.ToArray();
        int[] used = [.. Enumerable.Range(0, all.Length).Where(i => covariance[i, i] > 0)];
        if (used.Length == 0) return new ChiSquareTest(0, 0, double.NaN);
        double[] correlation = [.. used.SelectMany(i => used.Select(j => covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j])))];
        SymmetricEigen eigen = SymmetricEigen.Decompose(correlation, used.Length);
        double statistic = 0;
        int degrees = 0;
        for (int k = 0; k < used.Length; k++)
        {
            if (eigen.Values[k] <= SmallestShare * eigen.Values[^1]) continue;
            double along = 0;
            for (int i = 0; i < used.Length; i++) along += eigen.Vectors[(k * used.Length) + i] * all[used[i]] / Math.Sqrt(covariance[used[i], used[i]]);
            statistic += along * along / eigen.Values[k];
            degrees++;
        }

        return new ChiSquareTest(statistic, degrees, ChiSquaredDistribution.Above(statistic, degrees));
    }
}
