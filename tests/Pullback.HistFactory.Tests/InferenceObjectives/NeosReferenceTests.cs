using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;

namespace Pullback.HistFactory.Tests.InferenceObjectives;

/// <summary>Expected CLs of the neos model (one gamma) at mu = 1: exact Newton fits of an independent engine, 14 digits printed.</summary>
public sealed class NeosReferenceTests
{
    // signal, background, uncertainty; CLs, gamma, q; gradients of CLs.
    public static TheoryData<double[], double[], double[], double, double, double, double[]?, double[]?, double[]?> Table => new()
    {
        { [5], [50], [15], 0.758061535582583, 0.91976783434141, 0.0948808366933431, [-0.0478856603012], [0.000577291145838], [0.0124496291891] },
        { [5], [50], [10], 0.679876161116714, 0.935626742811115, 0.170265270314835, [-0.0610910027476], [0.00116274971884], [0.0192270789714] },
        { [5], [50], [7], 0.615641239988582, 0.952996074045365, 0.252041512636379, [-0.0705165164745], [0.00188957685582], [0.0232954623798] },
        { [5], [50], [1], 0.497221575857022, 0.99821457084455, 0.460861605396291, [-0.0834773575242], [0.00397145587238], [0.00744770634111] },
        { [5], [50], [0.1], 0.493493936967787, 0.999981821517039, 0.468899389598826, [-0.0837752158987], [0.00405500968581], [0.000761448553324] },
        { [10], [5], [0.1], 0.00268589054279474, 0.998668737257149, 9.00943760064428, [-0.0019589756176], [0.00126866978381], [0.000130337660562] },
        {
            [12, 11], [50, 52], [3, 7], 0.0550590556017196, 0.955243302152661, 3.68029657856285,
            [-0.0107882805102, -0.00944042038629], [0.000715798522302, 0.00102459047073], [0.0126279082544, 0.00107514673567]
        },
        {
            [5, 10], [50, 60], [5, 12], 0.276509450237335, 0.941152716272348, 1.18416629361297,
            [-0.0160316912365, -0.0394750921922], [-0.00165562239578, 0.00376921572889], [0.0292448350278, 0.00304633698206]
        },
        { [20, 40, 3], [40, 20, 3], [3, 3, 3], 7.32042312903185e-11, 0.896170257566432, 42.43142812682, null, null, null },
        {
            [15, 4, 1], [30, 50, 20], [8, 5, 3], 0.023413269841511, 0.940657754633173, 5.13757952666302,
            [-0.00825068789895, -0.000545949582823, 0.000254376618246],
            [0.00204085309807, -0.000159848451343, -0.000233733268652],
            [0.00017388891023, 0.00197846937862, 0.00146553287305]
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Shared_gamma_reproduces_every_value_and_gradient(
        double[] signal, double[] background, double[] uncertainty, double cls, double gamma, double q, double[]? bySignal, double[]? byBackground, double[]? byUncertainty)
    {
        TemplateModel model = HepdataLikeModel.Shared(signal.Length);
        TemplateInference inference = new(model);
        double[] templates = [.. signal, .. background, .. uncertainty];
        double[] gradient = new double[templates.Length];
        Near(cls, Objectives.Cls().Evaluate(inference, templates, gradient), 1e-9);
        Near(q, inference.AsimovStatistic(1.0, 0.0, []), 1e-9);
        Near(gamma, inference.FitConditional(background, 1.0).ThrowIfFailed()["uncorr_bkguncrt"], 1e-9);
        if (bySignal is null) return;
        double[] expected = [.. bySignal, .. byBackground!, .. byUncertainty!];
        for (int i = 0; i < expected.Length; i++) Near(expected[i], gradient[i], 1e-8);
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"expected {expected:R}, found {actual:R}");
}
