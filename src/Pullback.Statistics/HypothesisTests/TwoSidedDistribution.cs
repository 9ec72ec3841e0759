using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Statistics.HypothesisTests;

/// <summary>The p-value of a two-sided test statistic by the asymptotic formulas, in log space.</summary>
/// <remarks>
/// <para><see cref="TestStatistic.TMu"/>: <c>p = 2 Phi(-sqrt(t))</c>. <see cref="TestStatistic.TMuTilde"/>, with the Asimov statistic <c>tA = mu²/sigma²</c> of data without signal:
/// the same up to <c>t = tA</c>, and <c>p = Phi(-sqrt(t)) + Phi(-(t + tA) / (2 sqrt(tA)))</c> above.</para>
/// <para>Reference: [Cowan2011, eqs. 35-46].</para>
/// </remarks>
public readonly record struct TwoSidedDistribution
{
    /// <summary>Creates the distribution of one test.</summary>
    /// <param name="statistic"><see cref="TestStatistic.TMu"/> or <see cref="TestStatistic.TMuTilde"/>.</param>
    /// <param name="t">The observed statistic, at least 0.</param>
    /// <param name="tAsimov">The statistic of Asimov data without signal, at least 0.</param>
    /// <exception cref="ArgumentException">The statistic is one-sided, or a value is negative or NaN.</exception>
    public TwoSidedDistribution(TestStatistic statistic, double t, double tAsimov)
    {
        if (statistic is not (TestStatistic.TMu or TestStatistic.TMuTilde)) throw new ArgumentException($"{statistic} is one-sided. Use TMu or TMuTilde.", nameof(statistic));
        if (!(t >= 0.0) || !(tAsimov >= 0.0)) throw new ArgumentException($"Test statistics are at least 0, but t is {t} and tA is {tAsimov}.", nameof(t));
        Statistic = statistic;
        T = t;
        TAsimov = tAsimov;
    }

    /// <summary>The statistic tested.</summary>
    public TestStatistic Statistic { get; }

    /// <summary>The observed statistic.</summary>
    public double T { get; }

    /// <summary>The statistic of Asimov data without signal.</summary>
    public double TAsimov { get; }

    /// <summary><c>ln p</c>; it never underflows.</summary>
    public double LogPValue
    {
        get
        {
            double tail = SpecialMath.LogNormalCdf(-Math.Sqrt(T));
            if (Statistic == TestStatistic.TMu || T <= TAsimov || TAsimov == 0.0) return Math.Log(2.0) + tail;
            double other = SpecialMath.LogNormalCdf(-(T + TAsimov) / (2.0 * Math.Sqrt(TAsimov)));
            return tail + SpecialMath.Log1P(Math.Exp(other - tail));
        }
    }

    /// <summary>The p-value.</summary>
    public double PValue => Math.Exp(LogPValue);
}
