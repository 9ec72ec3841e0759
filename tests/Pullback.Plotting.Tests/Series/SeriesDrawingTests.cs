using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Tests.Series;

public sealed class SeriesDrawingTests
{
    private static readonly PlotColor Mark = new(1, 2, 250);

    public static TheoryData<PlotSeries> Extremes => new()
    {
        new Histogram([0, 1], [0]),
        new Histogram([0, 1], [7]) { Filled = true },
        new Histogram([0, 1, 2], [0, 0]),
        new Histogram([-1e308, 0, 1e308], [1e-300, 1e300]),
        new Histogram([0, 1, 2], [-3, -1]),
        new StackedHistogram([0, 1]),
        new UncertaintyBand([0, 1], [0], [0]),
        new DataPoints([], []),
        new DataPoints([1], [1e-200]) { Down = [1e-201] },
        new Curve([], []),
        new Curve([5], [5]),
        new Curve([0, 1], [-1.7e308, 1.7e308]),
        new Curve([0, 1e-300], [1e-300, 2e-300]),
        new Curve([1, 2], [1, 1 + 1e-15]),
        new Band([], [], []),
        new Scatter([], []),
        new HeatMap([0, 1], [0, 1], new double[1, 1]),
        ReferenceLine.Vertical(3),
    };

    [Theory]
    [MemberData(nameof(Extremes), DisableDiscoveryEnumeration = true)]
    public void Empty_tiny_and_huge_data_are_drawn_without_NaN(PlotSeries series)
    {
        string svg = (Samples.Of(series with { Label = "named" })).ToSvg();
        Assert.DoesNotContain("nan", svg, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"inf", svg, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_curve_of_one_point_is_marked()
    {
        var svg = new SvgReader(Samples.Of(new Curve([1], [2]) { Color = Mark }));
        Assert.NotEmpty(svg.Colored("fill", Mark));
    }

    [Fact]
    public void The_legend_lists_a_stack_from_the_top()
    {
        var svg = new SvgReader(Samples.Of(new StackedHistogram([0, 1], new StackLayer("lower", [1], Palette.Blue), new StackLayer("upper", [1], Palette.Orange))));
        Assert.Equal(["upper", "lower"], svg.Texts.Where(text => text is "upper" or "lower"));
    }

    [Fact]
    public void Layers_of_a_stack_add_up() =>
        Assert.Equal([3.0, 5.0], new StackedHistogram([0, 1, 2], new StackLayer("a", [1, 2], Mark), new StackLayer("b", [2, 3], Mark)).Total());

    [Fact]
    public void A_band_around_counts_ends_at_zero()
    {
        UncertaintyBand band = UncertaintyBand.Around([0, 1, 2], [1, 10], [2, 3]);
        Assert.Equal([0.0, 7.0], band.Lower);
        Assert.Equal([3.0, 13.0], band.Upper);
    }

    [Fact]
    public void Hatching_is_clipped_to_its_bins_and_made_of_lines()
    {
        var svg = new SvgReader(Samples.Of(new UncertaintyBand([0, 1], [1], [2]) { Color = Mark }));
        Assert.Single(svg.Colored("stroke", Mark));
        Assert.NotEqual(0, svg.Count("clipPath"));
    }

    [Fact]
    public void A_large_sample_is_thinned_in_the_same_way_each_time()
    {
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => Math.Sin(i * 0.7))];
        double[] y = [.. Enumerable.Range(0, 100_000).Select(i => Math.Cos(i * 1.3))];
        var scatter = new Scatter(x, y);
        using var bitmap = new SKBitmap(10, 10);
        using var canvas = new SKCanvas(bitmap);
        var painter = new PanelPainter(canvas, new SKRect(0, 0, 500, 400), new AxisSpan(AxisScale.Linear, -1, 1), new AxisSpan(AxisScale.Linear, -1, 1));
        List<SKPoint> first = scatter.Thin(painter);
        Assert.InRange(first.Count, Scatter.MostDots / 2, Scatter.MostDots);
        Assert.Equal(first, scatter.Thin(painter));
        Assert.InRange(Samples.Of(scatter).ToSvg().Length, 10_000, 600_000);
    }

    [Fact]
    public void A_small_sample_is_drawn_whole()
    {
        var scatter = new Scatter(Samples.Steps(50, 0, 1), Samples.Steps(50, 0, 1));
        using var bitmap = new SKBitmap(10, 10);
        using var canvas = new SKCanvas(bitmap);
        var painter = new PanelPainter(canvas, new SKRect(0, 0, 500, 400), new AxisSpan(AxisScale.Linear, -1, 2), new AxisSpan(AxisScale.Linear, -1, 2));
        Assert.Equal(50, scatter.Thin(painter).Count);
    }

    [Fact]
    public void A_map_is_one_image_with_a_second_for_its_color_bar()
    {
        var map = new HeatMap(Samples.Steps(11, 0, 1), Samples.Steps(6, 0, 1), Samples.Map(5, 10)) { ColorBar = "Output" };
        var svg = new SvgReader(Samples.Of(map));
        Assert.Equal(2, svg.Count("image"));
        Assert.Contains("Output", svg.Texts);
        Assert.Equal(1, new SvgReader(Samples.Of(map with { ColorBar = null })).Count("image"));
    }

    [Fact]
    public void A_map_shows_its_rows_from_bottom_to_top()
    {
        double[,] values = { { 0, 0 }, { 1, 0 } };
        byte[] png = Samples.Of(new HeatMap([0, 1, 2], [0, 1, 2], values) { ColorBar = null, Colors = ColorScale.Light }).ToPng(1);
        using SKBitmap image = SKBitmap.Decode(png);
        Assert.True(image.GetPixel(160, 120).Red < 100, "upper left is dark");
        Assert.True(image.GetPixel(160, 320).Red > 240, "lower left is light");
        Assert.True(image.GetPixel(500, 120).Red > 240, "upper right is light");
    }

    [Fact]
    public void The_contour_of_a_plane_is_a_straight_line_at_its_level()
    {
        double[] edges = Samples.Steps(11, 0, 10);
        double[,] plane = new double[10, 10];
        for (int row = 0; row < 10; row++)
        {
            for (int column = 0; column < 10; column++)
                plane[row, column] = column + 0.5;
        }

        using var bitmap = new SKBitmap(10, 10);
        using var canvas = new SKCanvas(bitmap);
        var painter = new PanelPainter(canvas, new SKRect(0, 0, 100, 100), new AxisSpan(AxisScale.Linear, 0, 10), new AxisSpan(AxisScale.Linear, 0, 10));
        using SKPath path = ContourLines.Trace(new HeatMap(edges, edges, plane) { Contours = [4.2] }, painter);
        Assert.Equal(42, path.Bounds.Left, 4);
        Assert.Equal(42, path.Bounds.Right, 4);
        Assert.Equal(90, path.Bounds.Height, 4);
    }

    [Fact]
    public void Axis_titles_keep_Greek_letters_and_subscripts() =>
        Assert.Contains("θ₁ [10⁻³ rad]", new SvgReader(new Figure(new Panel(new Axis("θ₁ [10⁻³ rad]"), new Axis("y"), new Curve([0, 1], [0, 1])))).Texts);

    [Fact]
    public void Long_texts_are_cut_to_the_frame()
    {
        string text = string.Concat(Enumerable.Repeat("long ", 60));
        var svg = new SvgReader(new Figure(new Panel(new Axis(text), new Axis(text), new Curve([0, 1], [0, 1]) { Label = text }) { Title = text }));
        Assert.Equal(4, svg.Texts.Count(words => words.StartsWith("long", StringComparison.Ordinal)));
        Assert.All(svg.Texts.Where(words => words.StartsWith("long", StringComparison.Ordinal)), words => Assert.EndsWith("…", words, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_in_the_document_use_points_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Samples.Everything().ToSvg();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
            Assert.Equal(expected, Samples.Everything().ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
