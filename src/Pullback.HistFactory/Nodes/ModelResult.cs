using Pullback.HistFactory.Inference;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Nodes;

/// <summary>A number that the analysis of a model ends in, with its gradient through the fits: what <see cref="ModelNodes.Result"/> makes a node of the graph.</summary>
/// <param name="Name">A name for messages and plans.</param>
/// <param name="Evaluate">Computes the result and its gradient; the inputs are bound already.</param>
public sealed record ModelResult(string Name, Func<ModelInference, HistFactoryData, (double Value, StatisticGradient Gradient)> Evaluate)
{
    /// <summary>The logarithm of observed CLs.</summary>
    /// <param name="poi">The tested value.</param>
    /// <param name="statistic">The statistic.</param>
    public static ModelResult LogCls(double poi, TestStatistic statistic = TestStatistic.QMuTilde) => new("log CLs", (inference, data) =>
    {
        HypothesisTestResult test = inference.Test(statistic, poi, data, withGradients: true);
        return (test.Distribution.LogCls, test.LogClsGradient());
    });

    /// <summary>Observed CLs.</summary>
    /// <param name="poi">The tested value.</param>
    /// <param name="statistic">The statistic.</param>
    public static ModelResult Cls(double poi, TestStatistic statistic = TestStatistic.QMuTilde) => new("CLs", (inference, data) =>
    {
        HypothesisTestResult test = inference.Test(statistic, poi, data, withGradients: true);
        return (test.Cls, test.ClsGradient());
    });

    /// <summary>Expected CLs.</summary>
    /// <param name="poi">The tested value.</param>
    /// <param name="sigmas">Standard deviations, as in <see cref="HypothesisTestResult.BandSigmas"/>; 0 is the median.</param>
    /// <param name="statistic">The statistic.</param>
    public static ModelResult ExpectedCls(double poi, double sigmas = 0.0, TestStatistic statistic = TestStatistic.QMuTilde) => new("expected CLs", (inference, data) =>
    {
        HypothesisTestResult test = inference.Test(statistic, poi, data, withGradients: true);
        return (Math.Exp(test.Distribution.LogClsExpected(sigmas)), test.ClsExpectedGradient(sigmas));
    });

    /// <summary>The observed upper limit.</summary>
    /// <param name="level">The CLs at the limit.</param>
    public static ModelResult UpperLimit(double level = 0.05) => new("upper limit", (inference, data) =>
    {
        UpperLimits limits = inference.Limits(data, level, withGradients: true);
        return (limits.Observed, limits.ObservedGradient ?? throw NoLimit());
    });

    /// <summary>The median expected upper limit.</summary>
    /// <param name="level">The CLs at the limit.</param>
    public static ModelResult ExpectedUpperLimit(double level = 0.05) => new("expected upper limit", (inference, data) =>
    {
        UpperLimits limits = inference.Limits(data, level, withGradients: true);
        return (limits.Expected[2], limits.MedianGradient ?? throw NoLimit());
    });

    /// <summary>The observed discovery significance <c>Z = sqrt(q0)</c>; its gradient is 0 where Z is.</summary>
    public static ModelResult Significance() => new("significance", (inference, data) =>
    {
        HypothesisTestResult test = inference.Test(TestStatistic.Q0, 0.0, data, withGradients: true);
        return (Math.Sqrt(test.Q), Root(test.Q, test.QGradient));
    });

    /// <summary>The expected discovery significance, with Asimov data at 1.</summary>
    public static ModelResult ExpectedSignificance() => new("expected significance", (inference, data) =>
    {
        HypothesisTestResult test = inference.Test(TestStatistic.Q0, 0.0, data, withGradients: true);
        return (Math.Sqrt(test.QAsimov), Root(test.QAsimov, test.QAsimovGradient));
    });

    /// <summary>The uncertainty of a parameter at the free fit, everything else profiled.</summary>
    /// <param name="parameter">The parameter.</param>
    public static ModelResult Uncertainty(string parameter) => new($"uncertainty of {parameter}", (inference, data) => inference.UncertaintyOf(data, parameter));

    /// <summary>The fitted value of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    public static ModelResult Estimate(string parameter) => new($"estimate of {parameter}", (inference, data) => inference.EstimateOf(data, parameter));

    private static StatisticGradient Root(double square, StatisticGradient gradient)
    {
        double factor = square > 0.0 ? 0.5 / Math.Sqrt(square) : 0.0;
        return new([.. gradient.Templates.Select(g => factor * g)], [.. gradient.Counts.Select(g => factor * g)]);
    }

    private static Statistics.Minimization.FitFailedException NoLimit() => new(
        "search for the upper limit", Statistics.Minimization.FitOutcome.NotAMinimum, "CLs does not fall to the level, whatever the parameter of interest: the data do not constrain it.");
}
