using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class MassSpectraTests
{
    private static MassSpectrum Spectrum { get; } = new("Category 1", [100, 120, 140, 160], [90, 60, 40], [true, false, true]) { Exponential = (600, -0.0175), Notes = ["Factor 0.04"] };

    [Fact]
    public void Bins_of_the_fit_differ_from_the_others()
    {
        Figure figure = MassSpectraFigure.Create(new MassSpectra(Spectrum) { Window = (123.5, 126.5), MassLabel = "m(γγ) [GeV]" });
        Assert.Equal([[110.0, 150], [130.0]], figure.Panels[0].Series.OfType<DataPoints>().Select(points => points.X));
        Assert.Equal([123.5], StatisticsSamples.Single<Intervals>(figure.Panels[0]).From);
        Curve fit = StatisticsSamples.Single<Curve>(figure.Panels[0]);
        Assert.Equal(600 * Math.Exp(-1.75), fit.Y[0], 9);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Category 1", "Sidebands", "Not in the fit", "Exponential fit", "Signal window", "Factor 0.04", "m(γγ) [GeV]", "Events / bin" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void Many_categories_stand_in_a_grid_with_one_legend()
    {
        Figure figure = MassSpectraFigure.Create(new MassSpectra(Spectrum, Spectrum with { Name = "Category 2" }, Spectrum with { Name = "Category 3" }));
        Assert.Equal(FigureLayout.Grid, figure.Layout);
        Assert.Single(new SvgReader(figure).Texts, text => text == "Sidebands");
    }

    [Theory]
    [InlineData(AxisScale.Linear)]
    [InlineData(AxisScale.Logarithmic)]
    public void Empty_and_negative_categories_are_drawn(AxisScale scale)
    {
        MassSpectrum empty = Spectrum with { Counts = [0, 0, 0], Exponential = null };
        Assert.Contains("No fit", new SvgReader(MassSpectraFigure.Create(new MassSpectra(empty) { VerticalScale = scale })).Texts);
        MassSpectrum negative = Spectrum with { Counts = [-1, 0, 3], Exponential = (-2, 0) };
        var svg = new SvgReader(MassSpectraFigure.Create(new MassSpectra(negative) { VerticalScale = scale }));
        Assert.Equal(scale == AxisScale.Logarithmic, svg.Texts.Contains("1 bin below zero not shown"));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        static string Refused(MassSpectrum spectrum) => StatisticsSamples.Message(() => MassSpectraFigure.Create(new MassSpectra(spectrum)));
        Assert.Contains("no spectra", StatisticsSamples.Message(() => MassSpectraFigure.Create(new MassSpectra())), StringComparison.Ordinal);
        Assert.Contains("window", StatisticsSamples.Message(() => MassSpectraFigure.Create(new MassSpectra(Spectrum) { Window = (2, 1) })), StringComparison.Ordinal);
        Assert.Contains("'Category 1': Counts has 1 values for 3 bins", Refused(Spectrum with { Counts = [1] }), StringComparison.Ordinal);
        Assert.Contains("Sideband has 1", Refused(Spectrum with { Sideband = [true] }), StringComparison.Ordinal);
        Assert.Contains("Uncertainty has 1", Refused(Spectrum with { Uncertainty = [1] }), StringComparison.Ordinal);
        Assert.Contains("Counts[1] is NaN", Refused(Spectrum with { Counts = [1, double.NaN, 1] }), StringComparison.Ordinal);
        Assert.Contains("must increase", Refused(Spectrum with { Edges = [1, 0, 2, 3] }), StringComparison.Ordinal);
        Assert.Contains("fit's amplitude and slope[1] is NaN", Refused(Spectrum with { Exponential = (1, double.NaN) }), StringComparison.Ordinal);
        Assert.Contains("exponential", Refused(Spectrum with { Exponential = (1, 100) }), StringComparison.Ordinal);
    }
}
