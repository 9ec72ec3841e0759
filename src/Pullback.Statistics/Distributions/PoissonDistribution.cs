using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Statistics.Distributions;

/// <summary>The Poisson term <c>ln Pois(n | r) = n ln r - r - ln Gamma(n + 1)</c> for a real count n and a rate r.</summary>
/// <remarks>
/// <para>Domain: n >= 0, r >= 0. Edges: <c>0 ln 0 = 0</c>, so an empty bin with rate 0 has log probability 0; n > 0 at rate 0 gives <c>-infinity</c>.</para>
/// </remarks>
public static class PoissonDistribution
{
    /// <summary>Above this distance of the ratio rate / count from 1 the direct formula loses nothing.</summary>
    private const double SeriesLimit = 0.1;

    /// <summary>From here on Stirling's series of six terms is exact to rounding.</summary>
    private const double StirlingLimit = 16.0;

    /// <summary>The log probability <c>ln Pois(count | rate)</c>.</summary>
    /// <param name="count">The real count n >= 0.</param>
    /// <param name="rate">The rate r >= 0.</param>
    /// <returns>The log probability; NaN outside the domain.</returns>
    public static double LogPdf(double count, double rate)
    {
        if (!(count >= 0.0) || !(rate >= 0.0)) return double.NaN;
        return SaturatedLogPdf(count) - Deviance(count, rate);
    }

    /// <summary>The log probability at the best rate, <c>ln Pois(n | n) = n ln n - n - ln Gamma(n + 1)</c>: the constant that <see cref="Deviance"/> leaves out.</summary>
    /// <param name="count">The real count n >= 0.</param>
    /// <returns>The log probability; 0 at n = 0.</returns>
    public static double SaturatedLogPdf(double count)
    {
        if (count < StirlingLimit) return count == 0.0 ? 0.0 : count * Math.Log(count) - count - SpecialMath.LogGamma(count + 1.0);

        // Stirling's series [DLMF, 5.11.1]: what is left once the large terms have cancelled.
        double y = 1.0 / count;
        double y2 = y * y;
        double series = y * (1.0 / 12.0 - y2 * (1.0 / 360.0 - y2 * (1.0 / 1260.0 - y2 * (1.0 / 1680.0 - y2 / 1188.0))));
        return -0.5 * Math.Log(count) - NormalDistribution.LogSqrtTwoPi - series;
    }

    /// <summary>The half deviance <c>d(n, r) = ln Pois(n | n) - ln Pois(n | r) = r - n - n ln(r / n)</c>, at least 0.</summary>
    /// <remarks>
    /// <para>Edges: <c>d(0, r) = r</c>; <c>d(n, 0) = +infinity</c> for n > 0.</para>
    /// <para>Derivative: <c>1 - n/r</c> in r, <c>-ln(r/n)</c> in n.</para>
    /// <para>Accuracy: relative to d itself, for any closeness of r and n that their difference resolves; differences of log likelihoods built from it keep their digits however large the counts are.</para>
    /// <para>Reference: [Loader2000]; [DLMF, 4.6.4] for the series.</para>
    /// </remarks>
    /// <param name="count">The real count n >= 0.</param>
    /// <param name="rate">The rate r >= 0.</param>
    /// <returns>The half deviance; <c>+infinity</c> for a negative rate.</returns>
    public static double Deviance(double count, double rate)
    {
        if (!(rate >= 0.0)) return double.PositiveInfinity;
        if (count == 0.0) return rate;
        if (rate == 0.0) return double.PositiveInfinity;
        double x = (rate - count) / count;
        return count * (Math.Abs(x) < SeriesLimit ? ExcessOverLog1P(x) : x - Math.Log(rate / count));
    }

    /// <summary>The function <c>x - ln(1 + x)</c> without cancellation near x = 0, where it is <c>x^2/2</c>.</summary>
    /// <param name="x">An argument above -1.</param>
    /// <returns>A value at least 0; <c>+infinity</c> at x = -1.</returns>
    public static double ExcessOverLog1P(double x)
    {
        if (Math.Abs(x) >= SeriesLimit) return x - Math.Log(1.0 + x);

        // ln(1+x) = 2 artanh(s) with s = x/(2+x), and x - 2s = s x.
        double s = x / (2.0 + x);
        double s2 = s * s;
        double tail = 1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0 + s2 * (1.0 / 11.0 + s2 * (1.0 / 13.0 + s2 / 15.0)))));
        return s * x - 2.0 * s * s2 * tail;
    }
}
