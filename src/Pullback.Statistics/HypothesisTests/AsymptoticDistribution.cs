using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Statistics.HypothesisTests;

/// <summary>The p-values that follow from an observed and an Asimov test statistic by the asymptotic formulas, in log space.</summary>
/// <remarks>
/// <para>With <c>s = sqrt(q)</c>, <c>sA = sqrt(qA)</c>: <c>CLsb = Phi(-(t + sA))</c>, <c>CLb = Phi(-t)</c>, <c>CLs = CLsb / CLb</c>, where <c>t = s - sA</c>, except
/// <c>t = (q - qA) / (2 sA)</c> for <see cref="TestStatistic.QMuTilde"/> with <c>s > sA > 0</c>.</para>
/// <para>Edges: <c>qA = 0</c> (no sensitivity) gives CLs = 1. Logarithms never underflow: <c>ln CLs</c> is a value at any q.</para>
/// <para>Derivative: with respect to q and qA; that of <c>sqrt</c> at 0 is taken as 0, a subgradient at the one-sided edge.</para>
/// <para>Reference: [Cowan2011], [Read2002].</para>
/// </remarks>
public readonly record struct AsymptoticDistribution
{
    private readonly double _root;
    private readonly double _rootAsimov;
    private readonly double _t;
    private readonly bool _isQuadratic;

    /// <summary>Creates the distribution of one test.</summary>
    /// <param name="statistic">One of the one-sided statistics.</param>
    /// <param name="q">The observed test statistic, at least 0.</param>
    /// <param name="qAsimov">The test statistic of the Asimov data, at least 0.</param>
    /// <param name="range">The range of the distribution.</param>
    /// <exception cref="ArgumentException">The statistic is two-sided, or a value is negative or NaN.</exception>
    public AsymptoticDistribution(TestStatistic statistic, double q, double qAsimov, BaseDistribution range = BaseDistribution.Normal)
    {
        if (statistic is TestStatistic.TMu or TestStatistic.TMuTilde)
            throw new ArgumentException($"{statistic} is two-sided and has no CLs. Use QMu, QMuTilde or Q0.", nameof(statistic));
        if (!(q >= 0.0) || !(qAsimov >= 0.0)) throw new ArgumentException($"Test statistics are at least 0, but q is {q} and qA is {qAsimov}.", nameof(q));
        Statistic = statistic;
        Range = range;
        Q = q;
        QAsimov = qAsimov;
        _root = Math.Sqrt(q);
        _rootAsimov = Math.Sqrt(qAsimov);
        _isQuadratic = statistic == TestStatistic.QMuTilde && _root > _rootAsimov && _rootAsimov > 0.0;
        _t = _isQuadratic ? (q - qAsimov) / (2.0 * _rootAsimov) : _root - _rootAsimov;
    }

    /// <summary>The statistic tested.</summary>
    public TestStatistic Statistic { get; }

    /// <summary>The range of the distribution.</summary>
    public BaseDistribution Range { get; }

    /// <summary>The observed test statistic.</summary>
    public double Q { get; }

    /// <summary>The test statistic of the Asimov data.</summary>
    public double QAsimov { get; }

    /// <summary><c>ln CLsb</c>, the p-value of the tested hypothesis; for <see cref="TestStatistic.Q0"/> it is <c>ln p0</c>.</summary>
    public double LogClsb => SpecialMath.LogNormalCdf(-(_t + _rootAsimov));

    /// <summary><c>ln CLb</c>.</summary>
    public double LogClb => SpecialMath.LogNormalCdf(-_t);

    /// <summary><c>ln CLs = ln CLsb - ln CLb</c>.</summary>
    public double LogCls => LogClsb - LogClb;

    /// <summary><c>CLsb</c>.</summary>
    public double Clsb => Math.Exp(LogClsb);

    /// <summary><c>CLb</c>.</summary>
    public double Clb => Math.Exp(LogClb);

    /// <summary><c>CLs</c>, in [0, 1].</summary>
    public double Cls => Math.Exp(LogCls);

    /// <summary>The logarithm of the expected CLs under the alternative, N standard deviations towards it: <c>ln Phi(-(N + sA)) - ln Phi(-N)</c>.</summary>
    /// <param name="sigmas">N: 2, 1, 0, -1, -2 run from the lower to the upper edge of the band; 0 is the median.</param>
    public double LogClsExpected(double sigmas) => LogClsbExpected(sigmas) - SpecialMath.LogNormalCdf(-Clip(sigmas));

    /// <summary>The logarithm of the expected p-value of the tested hypothesis, <c>ln Phi(-(N + sA))</c>.</summary>
    /// <param name="sigmas">N, as in <see cref="LogClsExpected"/>.</param>
    public double LogClsbExpected(double sigmas) => SpecialMath.LogNormalCdf(-(Clip(sigmas) + _rootAsimov));

    /// <summary>The logarithm of the expected CLb, <c>ln Phi(-N)</c>.</summary>
    /// <param name="sigmas">N, as in <see cref="LogClsExpected"/>.</param>
    public double LogClbExpected(double sigmas) => SpecialMath.LogNormalCdf(-Clip(sigmas));

    /// <summary>The derivatives of <see cref="LogClsb"/>.</summary>
    public (double Q, double QAsimov) LogClsbSlope => Chain(-Hazard(_t + _rootAsimov), 0.0);

    /// <summary>The derivatives of <see cref="LogCls"/>.</summary>
    public (double Q, double QAsimov) LogClsSlope => Chain(-Hazard(_t + _rootAsimov), Hazard(_t));

    /// <summary>The derivatives of <see cref="LogClsExpected"/>; that with respect to q is 0.</summary>
    /// <param name="sigmas">N.</param>
    public (double Q, double QAsimov) LogClsExpectedSlope(double sigmas) => IsClipped(sigmas)
        ? (0.0, -Hazard(-_rootAsimov) * RootSlope(_rootAsimov))
        : (0.0, -Hazard(sigmas + _rootAsimov) * RootSlope(_rootAsimov));

    private bool IsClipped(double sigmas) => Range == BaseDistribution.ClippedNormal && sigmas < -_rootAsimov;

    private double Clip(double sigmas) => IsClipped(sigmas) ? -_rootAsimov : sigmas;

    // phi(x) / Phi(-x).
    private static double Hazard(double x) => SpecialMath.NormalHazard(-x);

    private static double RootSlope(double root) => root > 0.0 ? 0.5 / root : 0.0;

    /// <summary>Chains the derivatives with respect to <c>t + sA</c> and <c>t</c>.</summary>
    private (double Q, double QAsimov) Chain(double bySum, double byT)
    {
        if (_rootAsimov == 0.0 && byT != 0.0) return (0.0, 0.0);
        double rootSlope = RootSlope(_root);
        double asimovSlope = RootSlope(_rootAsimov);
        if (!_isQuadratic) return ((bySum + byT) * rootSlope, -byT * asimovSlope);

        // t = (q - qA) / (2 sA), t + sA = (q + qA) / (2 sA).
        double byQ = asimovSlope;
        double common = Q * asimovSlope / QAsimov;
        double tByAsimov = -0.5 * (common + asimovSlope);
        double sumByAsimov = -0.5 * (common - asimovSlope);
        return ((bySum + byT) * byQ, bySum * sumByAsimov + byT * tByAsimov);
    }
}
