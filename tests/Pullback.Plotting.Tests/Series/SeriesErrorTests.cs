using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Tests.Series;

public sealed class SeriesErrorTests
{
    public static TheoryData<PlotSeries, string> Broken => new()
    {
        { new Curve([0, 1, 2], [1, double.NaN, 3]) { Label = "loss" }, "panel 1, series 1 ('loss'): Y[1] is NaN" },
        { new Curve([0, double.PositiveInfinity], [1, 1]), "series 1 (Curve): X[1] is infinity" },
        { new Curve([0, 1], [1]), "Y has 1 values and X has 2" },
        { new Histogram([0, 1, 2], [1, double.NegativeInfinity]), "Counts[1] is −infinity" },
        { new Histogram([0, 1], [1, 2]), "n bins have n + 1 edges" },
        { new Histogram([0, 1, 1], [1, 2]), "Edges[2] is 1 after 1, but bin edges must increase" },
        { new Histogram([0], []), "one bin needs two edges" },
        { new StackedHistogram([0, 1], new StackLayer("top", [-1], Palette.Blue)), "layer 'top' Counts[0] is -1" },
        { new StackedHistogram([0, 1], new StackLayer("top", [double.NaN], Palette.Blue)), "layer 'top' Counts[0] is NaN" },
        { new UncertaintyBand([0, 1, 2], [0, 2], [1, 1]), "Lower[1] is 2, above Upper[1], which is 1" },
        { new UncertaintyBand([0, 1, 2], [0, 0], [1]), "Upper has 1 values" },
        { new DataPoints([0, 1], [1, 1]) { Down = [1, -1] }, "Down[1] is -1, but a length must be zero or more" },
        { new DataPoints([0, 1], [1, 1]) { Up = [1] }, "Up has 1 values" },
        { new Band([0, 1], [0, 3], [1, 1]), "Lower[1] is 3" },
        { new Scatter([0, 1], [double.NaN, 1]), "Y[0] is NaN" },
        { new HeatMap([0, 1, 2], [0, 1], new double[2, 2]), "shape [2, 2], but the edges need [1, 2]" },
        { new HeatMap([0, 1], [0, 1], new[,] { { double.NaN } }), "Values[0, 0] is NaN" },
        { new HeatMap([0, 1], [0, 1], new double[1, 1]) { Minimum = 1, Maximum = 1 }, "its minimum must be below its maximum" },
        { ReferenceLine.Vertical(double.NaN), "Value[0] is NaN" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Bad_data_is_an_error_that_names_series_and_index(PlotSeries series, string message) =>
        Assert.Contains(message, Assert.Throws<FigureException>(() => Samples.Of(series).ToSvg()).Message, StringComparison.Ordinal);

    [Fact]
    public void Lines_at_zero_or_below_cannot_stand_on_a_logarithmic_axis()
    {
        FigureException error = Assert.Throws<FigureException>(() => Samples.OnLogarithmicAxis(new Curve([0, 1], [1, 0]) { Label = "CLs" }).ToSvg());
        Assert.Contains("series 1 ('CLs'): Y[1] is 0, but the axis 'Events' is logarithmic", error.Message, StringComparison.Ordinal);
        Assert.Contains("Use a linear axis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_bins_can_stand_on_a_logarithmic_axis_but_negative_ones_cannot()
    {
        Assert.NotEmpty(Samples.OnLogarithmicAxis(new Histogram([0, 1, 2], [0, 3])).ToSvg());
        Assert.Throws<FigureException>(() => Samples.OnLogarithmicAxis(new Histogram([0, 1, 2], [-1, 3])).ToSvg());
    }

    [Fact]
    public void The_error_names_the_panel()
    {
        var figure = new Figure(
            new Panel(new Axis("x"), new Axis("y"), new Curve([0], [1])),
            new Panel(new Axis("x"), new Axis("y"), new Curve([0], [double.NaN])));
        Assert.StartsWith("panel 2, ", Assert.Throws<FigureException>(() => figure.ToSvg()).Message, StringComparison.Ordinal);
    }
}
