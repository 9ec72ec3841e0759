namespace Pullback.Statistics.HypothesisTests;

/// <summary>The gradient of a result with respect to its inputs.</summary>
/// <param name="Templates">With respect to the flat vector of templates.</param>
/// <param name="Counts">With respect to the observed counts, shape [bin].</param>
public sealed record StatisticGradient(IReadOnlyList<double> Templates, IReadOnlyList<double> Counts)
{
    /// <summary>The gradient of a function of two results: a weighted sum.</summary>
    internal static StatisticGradient Combine((double First, double Second) weights, StatisticGradient first, StatisticGradient second, double scale)
    {
        double[] Sum(IReadOnlyList<double> a, IReadOnlyList<double> b)
        {
            double[] sum = new double[a.Count];
            for (int i = 0; i < sum.Length; i++) sum[i] = scale * (weights.First * a[i] + weights.Second * b[i]);
            return sum;
        }

        return new StatisticGradient(Sum(first.Templates, second.Templates), Sum(first.Counts, second.Counts));
    }
}
