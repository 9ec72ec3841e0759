using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class RankingFigureTests
{
    private static readonly ParameterImpact[] Impacts =
    [
        new ParameterImpact("small", 0.01, -0.02),
        new ParameterImpact("large", -0.1, 0.3) { PrefitUp = -0.2, PrefitDown = 0.4, Pull = new ParameterPull("large", 0.5, 0.8) },
        new ParameterImpact("middle", 0.1, 0.05),
    ];

    [Fact]
    public void Parameters_stand_by_size_with_the_largest_at_the_top()
    {
        Figure figure = RankingFigure.Create(new Ranking("μ", Impacts));
        Assert.Equal(["small", "middle", "large"], figure.Panels[0].Vertical.Categories);
    }

    [Fact]
    public void At_most_so_many_are_shown() =>
        Assert.Equal(["middle", "large"], RankingFigure.Create(new Ranking("μ", Impacts) { Most = 2 }).Panels[0].Vertical.Categories);

    [Fact]
    public void Boxes_follow_the_upper_axis_and_points_the_lower_one()
    {
        Panel panel = RankingFigure.Create(new Ranking("μ", Impacts)).Panels[0];
        Assert.Equal("Δμ", panel.Top!.Label);
        double scale = panel.Horizontal.Maximum!.Value / panel.Top.Maximum!.Value;
        Boxes up = panel.Series.OfType<Boxes>().First();
        Assert.Equal([-0.1, 0.1, 0.01], up.X1.Select(x => Math.Round(x / scale, 12)));
        Assert.Equal([2.5, 1.5, 0.5], up.Y0.Zip(up.Y1, (low, high) => (low + high) / 2));
        DataPoints pulls = StatisticsSamples.Single<DataPoints>(panel);
        Assert.Equal([0.5], pulls.X);
        Assert.Equal([2.5], pulls.Y);
    }

    [Fact]
    public void Prefit_boxes_are_outlines_where_given()
    {
        Panel panel = RankingFigure.Create(new Ranking("μ", Impacts)).Panels[0];
        Boxes[] outlines = [.. panel.Series.OfType<Boxes>().Where(boxes => !boxes.Filled)];
        Assert.Equal(2, outlines.Length);
        Assert.All(outlines, boxes => Assert.Single(boxes.X0));
    }

    [Fact]
    public void The_written_figure_names_axes_boxes_and_parameters()
    {
        var svg = new SvgReader(RankingFigure.Create(new Ranking("μ", [.. Impacts, new ParameterImpact(StatisticsSamples.LongName, 0.2, -0.2)])));
        Assert.Contains(StatisticsSamples.LongName, svg.Texts);
        Assert.Contains("Δμ", svg.Texts);
        Assert.Contains("(θ̂ − θ₀)/Δθ", svg.Texts);
        Assert.Contains("Post-fit impact: θ̂ + Δθ̂", svg.Texts);
        Assert.Contains("Pre-fit impact: θ̂ − Δθ", svg.Texts);
    }

    [Fact]
    public void Without_pulls_there_is_one_axis()
    {
        Panel panel = RankingFigure.Create(new Ranking("μ", [new ParameterImpact("a", 0.1, -0.1) { Pull = new ParameterPull("a", 5, 1) { IsFree = true } }])).Panels[0];
        Assert.Null(panel.Top);
        Assert.Equal("Δμ", panel.Horizontal.Label);
        Assert.Empty(panel.Series.OfType<DataPoints>());
    }

    [Fact]
    public void Impacts_of_zero_are_drawn() => Assert.NotEmpty(RankingFigure.Create(new Ranking("μ", [new ParameterImpact("a", 0, 0)])).ToSvg());

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Contains("no impacts", StatisticsSamples.Message(() => RankingFigure.Create(new Ranking("μ", []))), StringComparison.Ordinal);
        Assert.Contains("'a': the impact upward is NaN", StatisticsSamples.Message(() => RankingFigure.Create(new Ranking("μ", [new ParameterImpact("a", double.NaN, 0)]))), StringComparison.Ordinal);
        Assert.Contains("1 to 60", StatisticsSamples.Message(() => RankingFigure.Create(new Ranking("μ", Impacts) { Most = 0 })), StringComparison.Ordinal);
    }
}
