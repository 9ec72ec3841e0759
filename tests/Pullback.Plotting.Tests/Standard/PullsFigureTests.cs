using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class PullsFigureTests
{
    [Fact]
    public void Names_stand_in_full_from_top_to_bottom()
    {
        Figure figure = Assert.Single(PullsFigure.Create(StatisticsSamples.Pulls(3)));
        var svg = new SvgReader(figure);
        Assert.Equal(["theta_2", "theta_1", StatisticsSamples.LongName], figure.Panels[0].Vertical.Categories);
        Assert.Contains(StatisticsSamples.LongName, svg.Texts);
        Assert.Contains("(θ̂ − θ₀)/Δθ", svg.Texts);
    }

    [Fact]
    public void Points_stand_at_the_middle_of_their_rows_with_their_bars()
    {
        Figure figure = PullsFigure.Create([new ParameterPull("a", 0.5, 0.8), new ParameterPull("b", -1, 0.3) { UncertaintyUp = 0.4 }])[0];
        DataPoints points = StatisticsSamples.Single<DataPoints>(figure.Panels[0]);
        Assert.Equal([0.5, -1], points.X);
        Assert.Equal([1.5, 0.5], points.Y);
        Assert.Equal([0.8, 0.3], points.Left!);
        Assert.Equal([0.8, 0.4], points.Right!);
    }

    [Fact]
    public void Bands_of_one_and_two_sigma_have_their_colors()
    {
        Figure figure = PullsFigure.Create(StatisticsSamples.Pulls(2))[0];
        Boxes[] bands = [.. figure.Panels[0].Series.OfType<Boxes>()];
        Assert.Equal([-2.0, -1.0], bands.Select(band => band.X0[0]));
        Assert.NotEmpty(new SvgReader(figure).Colored("fill", Palette.TwoSigma));
    }

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(-2.5, 4)]
    [InlineData(6.2, 8)]
    public void The_axis_reaches_three_or_as_far_as_the_bars(double pull, double reach)
    {
        Axis axis = PullsFigure.Create([new ParameterPull("a", pull, 1)])[0].Panels[0].Horizontal;
        Assert.Equal(-reach, axis.Minimum);
        Assert.Equal(reach, axis.Maximum);
    }

    [Theory]
    [InlineData(60, new[] { 60 })]
    [InlineData(61, new[] { 30, 31 })]
    [InlineData(150, new[] { 50, 50, 50 })]
    public void Many_parameters_fill_pages_evenly(int count, int[] rows)
    {
        IReadOnlyList<Figure> pages = PullsFigure.Create(StatisticsSamples.Pulls(count));
        Assert.Equal(rows, pages.Select(page => page.Panels[0].Vertical.Categories.Count));
        Assert.All(pages, page => Assert.NotEmpty(page.ToSvg()));
    }

    [Fact]
    public void Free_parameters_stand_below_with_their_values_in_words()
    {
        Figure figure = PullsFigure.Create(
        [
            new ParameterPull("mu", 1.0519, 0.083) { IsFree = true },
            new ParameterPull("lumi", 0.2, 0.9),
            new ParameterPull("norm", 120, 15) { IsFree = true, UncertaintyUp = 17 },
        ])[0];
        var svg = new SvgReader(figure);
        Assert.Equal(["norm", "mu", "lumi"], figure.Panels[0].Vertical.Categories);
        Assert.Contains("1.052 ± 0.083 (free)", svg.Texts);
        Assert.Contains("120 −15 +17 (free)", svg.Texts);
        Assert.Single(StatisticsSamples.Single<DataPoints>(figure.Panels[0]).X);
        Assert.Equal(3, figure.Panels[0].Horizontal.Maximum);
    }

    [Fact]
    public void A_page_of_free_parameters_alone_is_drawn() =>
        Assert.NotEmpty(PullsFigure.Create([new ParameterPull("mu", 1, 0) { IsFree = true }])[0].ToSvg());

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Contains("no pulls", StatisticsSamples.Message(() => PullsFigure.Create([])), StringComparison.Ordinal);
        Assert.Contains("'lumi': the pull is NaN", StatisticsSamples.Message(() => PullsFigure.Create([new ParameterPull("lumi", double.NaN, 1)])), StringComparison.Ordinal);
        Assert.Contains("'lumi': the uncertainty is -1", StatisticsSamples.Message(() => PullsFigure.Create([new ParameterPull("lumi", 0, -1)])), StringComparison.Ordinal);
        Assert.Contains("upward", StatisticsSamples.Message(() => PullsFigure.Create([new ParameterPull("lumi", 0, 1) { UncertaintyUp = double.PositiveInfinity }])), StringComparison.Ordinal);
    }
}
