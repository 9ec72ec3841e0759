using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Documentation;

/// <summary>The programs of docs/how-to/template-models.md, run.</summary>
public sealed class TemplateModelExampleTests
{
    [Fact]
    public void The_two_bin_example_runs_as_shown()
    {
        // One signal, one background, one gamma per bin.
        TemplateModel model = HepdataLikeModel.PerBin(bins: 2);
        TemplateInference inference = new(model);
        double[] templates = [5, 10, /* background */ 50, 60, /* uncertainty */ 5, 12];
        double[] gradient = new double[templates.Length];

        double cls = Objectives.Cls(poi: 1.0).Evaluate(inference, templates, gradient);   // 0.35998
        double moreSignalInBin1 = gradient[model.Layout.Signal.Offset + 1];               // < 0: it lowers CLs

        Assert.Equal(0.3599841228973, cls, 1e-12);
        Assert.True(moreSignalInBin1 < 0.0);

        inference.Bind(templates);
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, poi: 1.0, counts: [52, 57]);
        double observed = test.Cls;
        IReadOnlyList<double> band = test.ExpectedBand;                                   // -2, -1, 0, +1, +2 sigma
        StatisticGradient slopes = test.ClsGradient();                                    // by template entry and by count

        Assert.InRange(observed, band[0], band[4]);
        Assert.Equal(templates.Length, slopes.Templates.Count);
    }

    [Fact]
    public void The_example_with_variations_runs_as_shown()
    {
        TemplateModel model = new(new TemplateModelOptions
        {
            Bins = 3,
            Backgrounds = ["ttbar", "wjets"],
            Variations = [new TemplateVariation("jes", ["signal", "ttbar"])],
            Uncertainty = new BackgroundUncertainty { Mode = GammaMode.PerBin, Process = "wjets" },
        });
        double[] templates = new double[model.Layout.Length];
        Span<double> y = templates;
        ReadOnlySpan<double> ttbar = [60, 40, 20];
        ttbar.CopyTo(model.Layout.Background("ttbar").Of(y));
        (TemplateSlice up, TemplateSlice down) = model.Layout.Variation("jes", "ttbar");

        Assert.Equal(3, up.Length);
        Assert.Equal(up.Offset + 3, down.Offset);
        Assert.Equal(60.0, model.Layout.Background("ttbar").Of(y)[0]);
    }
}
