using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class LimitBandFigureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_scan_shows_bands_median_observed_and_the_line_at_five_percent(bool logarithmic)
    {
        Figure figure = LimitBandFigure.CreateScan(StatisticsSamples.Scan with { Logarithmic = logarithmic });
        Panel panel = figure.Panels[0];
        Assert.Equal([Palette.TwoSigma, Palette.OneSigma], panel.Series.OfType<Band>().Select(band => band.Color));
        Assert.Equal(0.05, StatisticsSamples.Single<ReferenceLine>(panel).Value);
        Assert.Equal(LineStyle.Dashed, panel.Series.OfType<Curve>().First().Style);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "CLs", "μ", "Observed", "Expected (median)", "Expected ± 1σ", "Expected ± 2σ", "CLs = 0.05" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void Tiny_CLs_do_not_stretch_a_logarithmic_axis()
    {
        LimitBand scan = StatisticsSamples.Scan with { Observed = [1, 0.1, 0], Logarithmic = true };
        Figure figure = LimitBandFigure.CreateScan(scan);
        Assert.Equal(1e-4, figure.Panels[0].Vertical.Minimum);
        Assert.NotEmpty(figure.ToSvg());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Limits_have_a_line_at_one(bool logarithmic)
    {
        Figure figure = LimitBandFigure.CreateLimits(StatisticsSamples.Limits with { Logarithmic = logarithmic, Prediction = [3, 2, 1] });
        Assert.Equal(1, StatisticsSamples.Single<ReferenceLine>(figure.Panels[0]).Value);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "95 % CL upper limit on μ", "m(X) [GeV]", "Prediction", "Observed" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void The_line_can_move_or_be_left_out()
    {
        Assert.Equal(2, StatisticsSamples.Single<ReferenceLine>(LimitBandFigure.CreateLimits(StatisticsSamples.Limits with { Line = 2 }).Panels[0]).Value);
        Assert.Empty(LimitBandFigure.CreateLimits(StatisticsSamples.Limits with { Line = double.NaN }).Panels[0].Series.OfType<ReferenceLine>());
    }

    [Fact]
    public void Without_observed_values_only_the_expectation_is_shown() =>
        Assert.DoesNotContain("Observed", new SvgReader(LimitBandFigure.CreateLimits(StatisticsSamples.Limits with { Observed = null })).Texts);

    [Fact]
    public void The_order_of_the_ends_of_a_band_does_not_matter()
    {
        ExpectedBand band = StatisticsSamples.Limits.Expected;
        ExpectedBand turned = band with { MinusOne = band.PlusOne, PlusOne = band.MinusOne };
        Assert.Equal(LimitBandFigure.CreateLimits(StatisticsSamples.Limits).ToSvg(), LimitBandFigure.CreateLimits(StatisticsSamples.Limits with { Expected = turned }).ToSvg());
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        LimitBand limits = StatisticsSamples.Limits;
        Assert.Contains("observed values has 1 values", StatisticsSamples.Message(() => LimitBandFigure.CreateLimits(limits with { Observed = [1] })), StringComparison.Ordinal);
        Assert.Contains("must increase", StatisticsSamples.Message(() => LimitBandFigure.CreateLimits(limits with { X = [1, 1, 2] })), StringComparison.Ordinal);
        Assert.Contains("zero or more", StatisticsSamples.Message(() => LimitBandFigure.CreateLimits(limits with { Observed = [1, -1, 1] })), StringComparison.Ordinal);
        Assert.Contains("logarithmic", StatisticsSamples.Message(() => LimitBandFigure.CreateLimits(limits with { Observed = [1, 0, 1], Logarithmic = true })), StringComparison.Ordinal);
        Assert.Contains("observed values[1] is 1.5", StatisticsSamples.Message(() => LimitBandFigure.CreateScan(StatisticsSamples.Scan with { Observed = [1, 1.5, 1] })), StringComparison.Ordinal);
        Assert.Contains("expected median[0] is NaN", StatisticsSamples.Message(() => LimitBandFigure.CreateScan(StatisticsSamples.Scan with { Expected = StatisticsSamples.Scan.Expected with { Median = [double.NaN, 0, 0] } })), StringComparison.Ordinal);
        Assert.Contains("0 points", StatisticsSamples.Message(() => LimitBandFigure.CreateScan(StatisticsSamples.Scan with { X = [] })), StringComparison.Ordinal);
    }
}
