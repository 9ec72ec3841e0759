using Pullback.HistFactory.Templates;
using Pullback.Statistics.Parameters;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class TemplateModelTests
{
    [Fact]
    public void Templates_lie_in_the_documented_order()
    {
        TemplateModel model = new(new TemplateModelOptions
        {
            Bins = 2,
            Backgrounds = ["top", "wjets"],
            Variations = [new TemplateVariation("jes", ["signal", "top"])],
            Uncertainty = new BackgroundUncertainty { Mode = GammaMode.PerBin },
        });
        Assert.Equal(
            [
                "signal", "background:top", "background:wjets", "variation:jes:signal:up", "variation:jes:signal:down",
                "variation:jes:top:up", "variation:jes:top:down", "uncertainty",
            ],
            model.Layout.Slices.Select(s => s.Name));
        Assert.Equal(16, model.Layout.Length);
        Assert.Equal(4, model.Layout.Background("wjets").Offset);
        Assert.Equal(14, model.Layout.Uncertainty.Offset);
        Assert.Equal(["jes", "mu", "uncorr_bkguncrt[0]", "uncorr_bkguncrt[1]"], model.Parameters.Select(p => p.Name));
        Assert.Equal(1, model.PoiIndex);
        Assert.Equal(ParameterState.Constrained, model.Parameters["jes"].State);
        Assert.Contains("variation:jes:top:up", Assert.Throws<ArgumentException>(() => model.Layout["up"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_values_and_bounds_are_those_of_pyhf()
    {
        TemplateModel model = CorrelatedBackgroundModel.Create(1);
        Assert.Equal((0.0, -5.0, 5.0), (model.Parameters[0].Initial, model.Parameters[0].Lower, model.Parameters[0].Upper));
        Assert.Equal((1.0, 0.0, 10.0), (model.Parameters[1].Initial, model.Parameters[1].Lower, model.Parameters[1].Upper));
        Parameter gamma = HepdataLikeModel.PerBin(1).Parameters[1];
        Assert.Equal((1.0, 1e-10, 10.0), (gamma.Initial, gamma.Lower, gamma.Upper));
    }

    [Fact]
    public void All_problems_of_a_structure_are_reported_together()
    {
        TemplateModelOptions options = new()
        {
            Bins = 0,
            Backgrounds = ["top", "top"],
            Variations = [new TemplateVariation("mu", ["bottom"]), new TemplateVariation("empty", [])],
            Uncertainty = new BackgroundUncertainty { Mode = GammaMode.Shared, Process = "charm" },
            PoiBounds = (1.0, 0.0),
        };
        string message = Assert.Throws<ArgumentException>(() => new TemplateModel(options)).Message;
        foreach (string part in (string[])["Bins is 0", "named 'top'", "named 'mu'", "'bottom'", "'empty'", "'charm'", "[1, 0]"])
            Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hepdata_like_model_must_say_which_gamma() => Assert.Throws<ArgumentException>(() => HepdataLikeModel.Create(2, GammaMode.None));

    [Fact]
    public void The_two_gamma_modes_agree_for_one_bin_and_differ_for_two()
    {
        TemplateInference Bound(int bins, GammaMode mode, double[] y)
        {
            TemplateInference inference = new(HepdataLikeModel.Create(bins, mode));
            inference.Bind(y);
            return inference;
        }

        double[] one = [5, 50, 7];
        Closeness.Near(
            Bound(1, GammaMode.PerBin, one).AsimovStatistic(1.0, 0.0, []), Bound(1, GammaMode.Shared, one).AsimovStatistic(1.0, 0.0, []), Closeness.Rounding);
        double[] two = [5, 10, 50, 60, 5, 12];
        Closeness.Near(0.837948631945, Bound(2, GammaMode.PerBin, two).AsimovStatistic(1.0, 0.0, []), 1e-11);
        Closeness.Near(1.18416629361297, Bound(2, GammaMode.Shared, two).AsimovStatistic(1.0, 0.0, []), 1e-11);
    }
}
