using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;

namespace Pullback.Statistics.HypothesisTests;

/// <summary>The significance of additional parameters from two nested fits, by Wilks' theorem.</summary>
public static class WilksSignificance
{
    // Below, a probability leaves the range of numbers, and its logarithm is taken.
    private const double SmallestProbability = 1e-250;

    /// <summary><c>Z = −Φ⁻¹(p/2)</c> with p the probability that χ² of the additional parameters exceeds <c>2|Δ ln L|</c>; √(2Δ) for a single one.</summary>
    /// <remarks>Where a parameter is at a bound in one of the fits, or is not defined there, the theorem does not hold. Reference: [Wilks1938].</remarks>
    /// <param name="nll">−ln L of one fit.</param>
    /// <param name="other">−ln L of the other.</param>
    /// <param name="parameters">The number of additional parameters, at least 1.</param>
    /// <returns>In standard deviations, not negative.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static double Of(double nll, double other, int parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        if (!double.IsFinite(nll) || !double.IsFinite(other)) throw new ArgumentException(FormattableString.Invariant($"The values of -ln L are {nll} and {other}, but both must be finite."), nameof(nll));
        double statistic = 2 * Math.Abs(nll - other);
        if (parameters == 1) return Math.Sqrt(statistic);
        double probability = ChiSquaredDistribution.Above(statistic, parameters);
        return probability > SmallestProbability
            ? Math.Max(0, -SpecialMath.NormalQuantile(probability / 2))
            : OfLogProbability(LogAbove(0.5 * statistic, 0.5 * parameters) - Math.Log(2));
    }

    // ln Γ(a, z)/Γ(a) for z far above a, by the continued fraction of the upper incomplete gamma function from its end.
    private static double LogAbove(double z, double a)
    {
        const int Terms = 60;
        double fraction = z + (2 * Terms) + 1 - a;
        for (int n = Terms; n >= 1; n--) fraction = z + (2 * n) - 1 - a - (n * (n - a) / fraction);
        return (a * Math.Log(z)) - z - SpecialMath.LogGamma(a) - Math.Log(fraction);
    }

    // Newton's method on ln Φ(−Z), which is nearly a parabola.
    private static double OfLogProbability(double logProbability)
    {
        double z = Math.Sqrt(-2 * logProbability);
        for (int i = 0; i < 8; i++)
        {
            double log = SpecialMath.LogNormalCdf(-z);
            z += (log - logProbability) / SpecialMath.NormalHazard(-z);
        }

        return z;
    }
}
