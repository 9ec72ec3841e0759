using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class CategoryScanTests
{
    private static CategoryScanLine Exact { get; } = new("Exact optimum", [2, 3, 5], [1.28, 1.54, 1.72]) { Reference = true };

    private static CategoryScanLine Trained { get; } = new("Mixture", [2, 3, 5], [1.2, 1.5, 1.68]) { Spread = ([1.1, 1.4, 1.5], [1.25, 1.52, 1.7]) };

    [Fact]
    public void Every_method_has_a_line_and_the_reference_is_dashed()
    {
        Figure figure = CategoryScanFigure.Create(new CategoryScan(Exact, Trained) { Limit = 1.8 });
        Curve[] curves = [.. figure.Panels[0].Series.OfType<Curve>()];
        Assert.Equal([LineStyle.Dashed, LineStyle.Solid], curves.Select(curve => curve.Style));
        StatisticsSamples.Single<Band>(figure.Panels[0]);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Exact optimum", "Mixture", "Unbinned", "Number of categories", "Significance Z" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void A_single_point_is_drawn() =>
        Assert.NotEmpty(CategoryScanFigure.Create(new CategoryScan(new CategoryScanLine("one", [1], [0]))).ToSvg());

    [Fact]
    public void Scans_that_cannot_be_drawn_are_refused()
    {
        static string Refused(params CategoryScanLine[] lines) => StatisticsSamples.Message(() => CategoryScanFigure.Create(new CategoryScan(lines)));
        Assert.Contains("no lines", Refused(), StringComparison.Ordinal);
        Assert.Contains("'x' has no points", Refused(new CategoryScanLine("x", [], [])), StringComparison.Ordinal);
        Assert.Contains("'x': Counts[1] is 2 after 3", Refused(new CategoryScanLine("x", [3, 2], [1, 1])), StringComparison.Ordinal);
        Assert.Contains("'x': Significances[0] is NaN", Refused(new CategoryScanLine("x", [3], [double.NaN])), StringComparison.Ordinal);
        Assert.Contains("lowest of the spread has 0", Refused(new CategoryScanLine("x", [3], [1]) { Spread = ([], [1]) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_outside_a_limit_differ_in_shape()
    {
        Figure figure = YieldUncertaintyFigure.Create(new YieldUncertainties([100, 20, 5], [5, 6, 1]));
        DataPoints[] points = [.. figure.Panels[0].Series.OfType<DataPoints>()];
        Assert.Equal([100.0], points[0].X);
        Assert.Equal([20.0, 5], points[1].X);
        Assert.NotEqual(points[0].Marker, points[1].Marker);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Least yield 10", "Largest uncertainty 20 %", "Within both", "Outside", "Background yield", "Relative uncertainty [%]", "3" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void Categories_without_yield_are_named_and_left_out()
    {
        Figure figure = YieldUncertaintyFigure.Create(new YieldUncertainties([0, -2, 50], [0, 1, 2]) { Names = ["a", "b", "c"] });
        Assert.Contains("Without yield: a, b", new SvgReader(figure).Texts);
        Assert.NotEmpty(YieldUncertaintyFigure.Create(new YieldUncertainties([0], [0]) { LeastYield = null, MostRelativeUncertainty = null }).ToSvg());
    }

    [Fact]
    public void Yields_that_cannot_be_drawn_are_refused()
    {
        static string Refused(YieldUncertainties yields) => StatisticsSamples.Message(() => YieldUncertaintyFigure.Create(yields));
        Assert.Contains("no categories", Refused(new YieldUncertainties([], [])), StringComparison.Ordinal);
        Assert.Contains("Uncertainties has 1", Refused(new YieldUncertainties([1, 2], [1])), StringComparison.Ordinal);
        Assert.Contains("Yields[0] is NaN", Refused(new YieldUncertainties([double.NaN], [1])), StringComparison.Ordinal);
        Assert.Contains("Uncertainties[0] is NaN", Refused(new YieldUncertainties([1], [double.NaN])), StringComparison.Ordinal);
        Assert.Contains("least yield is 0", Refused(new YieldUncertainties([1], [1]) { LeastYield = 0 }), StringComparison.Ordinal);
    }
}
