namespace Pullback.Statistics.HypothesisTests;

/// <summary>An asymptotic hypothesis test: statistics, p-values, expected band, and the gradient of each with respect to templates and observed counts.</summary>
public sealed class HypothesisTestResult
{
    private readonly StatisticGradient _q;
    private readonly StatisticGradient _qAsimov;

    /// <summary>Collects what a test found.</summary>
    /// <param name="poi">The tested value.</param>
    /// <param name="poiHat">The fitted value.</param>
    /// <param name="distribution">The statistics and their distribution.</param>
    /// <param name="asimovCounts">The counts of the Asimov data, shape [bin].</param>
    /// <param name="q">The gradient of the observed statistic; empty lists where none was asked for.</param>
    /// <param name="qAsimov">The gradient of the Asimov statistic.</param>
    public HypothesisTestResult(
        double poi, double poiHat, AsymptoticDistribution distribution, double[] asimovCounts, StatisticGradient q, StatisticGradient qAsimov)
    {
        Poi = poi;
        PoiHat = poiHat;
        Distribution = distribution;
        AsimovCounts = asimovCounts;
        _q = q;
        _qAsimov = qAsimov;
    }

    /// <summary>The numbers of standard deviations of the expected band, from its lower edge to its upper: 2, 1, 0, -1, -2.</summary>
    public static IReadOnlyList<double> BandSigmas { get; } = [2.0, 1.0, 0.0, -1.0, -2.0];

    /// <summary>The tested value of the parameter of interest.</summary>
    public double Poi { get; }

    /// <summary>Its fitted value.</summary>
    public double PoiHat { get; }

    /// <summary>The test statistics and all p-values, in log space too.</summary>
    public AsymptoticDistribution Distribution { get; }

    /// <summary>The counts of the Asimov data, shape [bin].</summary>
    public IReadOnlyList<double> AsimovCounts { get; }

    /// <summary>The observed test statistic.</summary>
    public double Q => Distribution.Q;

    /// <summary>The test statistic of the Asimov data.</summary>
    public double QAsimov => Distribution.QAsimov;

    /// <summary>Observed CLs.</summary>
    public double Cls => Distribution.Cls;

    /// <summary>The p-value of the tested hypothesis; for discovery this is p0.</summary>
    public double Clsb => Distribution.Clsb;

    /// <summary>The p-value of the alternative.</summary>
    public double Clb => Distribution.Clb;

    /// <summary>The observed discovery significance <c>Z = sqrt(q0)</c>; meaningful for <see cref="TestStatistic.Q0"/>.</summary>
    public double Significance => Math.Sqrt(Distribution.Q);

    /// <summary>The expected CLs in the order of <see cref="BandSigmas"/>; for <see cref="TestStatistic.Q0"/> the expected p0, as in pyhf.</summary>
    public IReadOnlyList<double> ExpectedBand =>
        [.. BandSigmas.Select(n => Math.Exp(Distribution.Statistic == TestStatistic.Q0 ? Distribution.LogClsbExpected(n) : Distribution.LogClsExpected(n)))];

    /// <summary>The gradient of the observed statistic q.</summary>
    public StatisticGradient QGradient => _q;

    /// <summary>The gradient of the Asimov statistic qA.</summary>
    public StatisticGradient QAsimovGradient => _qAsimov;

    /// <summary>The gradient of observed CLs.</summary>
    public StatisticGradient ClsGradient() => StatisticGradient.Combine(Distribution.LogClsSlope, _q, _qAsimov, Distribution.Cls);

    /// <summary>The gradient of the logarithm of observed CLs.</summary>
    public StatisticGradient LogClsGradient() => StatisticGradient.Combine(Distribution.LogClsSlope, _q, _qAsimov, 1.0);

    /// <summary>The gradient of CLsb, which for <see cref="TestStatistic.Q0"/> is p0.</summary>
    public StatisticGradient ClsbGradient() => StatisticGradient.Combine(Distribution.LogClsbSlope, _q, _qAsimov, Distribution.Clsb);

    /// <summary>The gradient of an expected CLs.</summary>
    /// <param name="sigmas">Standard deviations, as in <see cref="BandSigmas"/>; 0 is the median.</param>
    public StatisticGradient ClsExpectedGradient(double sigmas) =>
        StatisticGradient.Combine(Distribution.LogClsExpectedSlope(sigmas), _q, _qAsimov, Math.Exp(Distribution.LogClsExpected(sigmas)));
}
