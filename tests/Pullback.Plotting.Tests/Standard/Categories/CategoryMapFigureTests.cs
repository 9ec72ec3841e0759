using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class CategoryMapFigureTests
{
    private const int Cells = 40;

    private static readonly double[] Edges = Samples.Steps(Cells + 1, 0, 1);

    [Fact]
    public void Regions_carry_their_numbers_where_they_have_room()
    {
        Figure figure = CategoryMapFigure.Create(Map((x, y) => x + y > 1 ? -1 : x < 0.3 ? 0 : 2, 3));
        TextLabels labels = StatisticsSamples.Single<TextLabels>(figure.Panels[0]);
        Assert.Equal(["1", "3"], labels.Texts);
        Assert.True(labels.X[0] < 0.3 && labels.X[1] > 0.3);
        var svg = new SvgReader(figure);
        Assert.Contains("Category 1", svg.Texts);
        Assert.Contains("2", svg.Texts);
        Assert.Equal(1, svg.Count("image"));
    }

    [Fact]
    public void A_region_without_room_has_no_number() =>
        Assert.Equal(["1"], StatisticsSamples.Single<TextLabels>(CategoryMapFigure.Create(Map((x, y) => x < 0.02 && y < 0.02 ? 1 : 0, 2)).Panels[0]).Texts);

    [Fact]
    public void Boundaries_are_lines_between_regions_only()
    {
        var color = new PlotColor(40, 40, 48);
        Assert.Empty(new SvgReader(CategoryMapFigure.Create(Map((_, _) => 0, 1))).Colored("stroke", color));
        System.Xml.Linq.XElement line = Assert.Single(new SvgReader(CategoryMapFigure.Create(Map((x, _) => x < 0.5 ? 0 : 1, 2))).Colored("stroke", color));
        // A straight boundary is one piece: a start and an end.
        Assert.Equal(1, line.Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Equal(1, line.Attribute("d")!.Value.Count(letter => letter == 'L'));
    }

    [Fact]
    public void Three_regions_meet_in_a_point()
    {
        string lines = new SvgReader(CategoryMapFigure.Create(Map((x, y) => y < 0.5 ? 0 : x < 0.5 ? 1 : 2, 3))).Colored("stroke", new PlotColor(40, 40, 48))[0].Attribute("d")!.Value;
        Assert.Equal(3, lines.Count(letter => letter == 'M'));
    }

    [Fact]
    public void One_category_and_one_event_are_drawn()
    {
        var map = new CategoryMap("s₁", "s₂", [0, 1], [0, 1], new int[1, 1], 1) { Events = [new EventSample("Signal", [0.5], [0.5])], Names = ["all"], Title = "Epoch 7" };
        var svg = new SvgReader(CategoryMapFigure.Create(map));
        foreach (string text in new[] { "all", "Signal", "Epoch 7", "s₁", "s₂" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void A_map_that_no_category_owns_is_drawn() =>
        Assert.NotEmpty(CategoryMapFigure.Create(Map((_, _) => -1, 12)).ToPdf());

    [Fact]
    public void Bad_input_is_refused()
    {
        static string Refused(CategoryMap map) => StatisticsSamples.Message(() => CategoryMapFigure.Create(map));
        CategoryMap good = Map((_, _) => 0, 1);
        Assert.Contains("0 categories", Refused(good with { Count = 0 }), StringComparison.Ordinal);
        Assert.Contains("must increase", Refused(good with { XEdges = [.. Edges.Reverse()] }), StringComparison.Ordinal);
        Assert.Contains("shape [40, 40]", Refused(good with { YEdges = [0, 1] }), StringComparison.Ordinal);
        Assert.Contains("index 3 at [0, 0]", Refused(Map((_, _) => 3, 3)), StringComparison.Ordinal);
        Assert.Contains("index -2", Refused(Map((_, _) => -2, 3)), StringComparison.Ordinal);
        Assert.Contains("X[0] is NaN", Refused(good with { Events = [new EventSample("Signal", [double.NaN], [0])] }), StringComparison.Ordinal);
        Assert.Contains("Y has 2 values", Refused(good with { Events = [new EventSample("Signal", [0], [0, 1])] }), StringComparison.Ordinal);
        Assert.Contains("2 names for 1", Refused(good with { Names = ["a", "b"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_map_by_itself_checks_shape_names_and_colors()
    {
        var map = new RegionMap([0, 1, 2], [0, 1], new[,] { { 0, 1 } }, [Palette.Blue, Palette.Orange]);
        Assert.NotEmpty(Samples.Of(map).ToSvg());
        Assert.Contains("Regions[0, 1] is 1", Assert.Throws<FigureException>(() => Samples.Of(map with { Colors = [Palette.Blue] }).ToSvg()).Message, StringComparison.Ordinal);
        Assert.Throws<FigureException>(() => Samples.Of(map with { Names = ["a"] }).ToSvg());
        Assert.Throws<FigureException>(() => Samples.Of(map with { XEdges = [0, 1] }).ToSvg());
    }

    private static CategoryMap Map(Func<double, double, int> category, int count)
    {
        int[,] categories = new int[Cells, Cells];
        for (int row = 0; row < Cells; row++)
        {
            for (int column = 0; column < Cells; column++)
                categories[row, column] = category((column + 0.5) / Cells, (row + 0.5) / Cells);
        }

        return new CategoryMap("s₁", "s₂", Edges, Edges, categories, count);
    }
}
