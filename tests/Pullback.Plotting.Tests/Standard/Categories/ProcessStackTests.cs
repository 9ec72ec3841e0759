using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class ProcessStackTests
{
    private static readonly double[] Edges = [0, 0.5, 1];

    private static ScoreHistogram Scores { get; } =
        new("Score", Edges, [new ProcessYields("Top", [1000, 500]), new ProcessYields("W", [200, 10])], [new SignalYields("Signal", [0.2, 1.1])]) { Boundaries = [0.25, 0.8] };

    private static CategoryYields Yields { get; } = new([new ProcessYields("Top", [100, 0])], [new SignalYields("Signal", [0.5, 2])]);

    [Fact]
    public void The_signal_is_scaled_by_a_power_of_ten_below_the_backgrounds()
    {
        Figure figure = ScoreHistogramFigure.Create(Scores);
        Histogram line = StatisticsSamples.Single<Histogram>(figure.Panels[0]);
        Assert.Equal([200, 1100], line.Counts.Select(value => Math.Round(value, 9)));
        Assert.Contains("Signal × 1000", new SvgReader(figure).Texts);
    }

    [Fact]
    public void A_given_scale_is_kept_and_one_is_not_named()
    {
        Assert.Contains("Signal × 2.5", new SvgReader(ScoreHistogramFigure.Create(Scores with { Signals = [new SignalYields("Signal", [1, 1]) { Scale = 2.5 }] })).Texts);
        Assert.Contains("Signal", new SvgReader(ScoreHistogramFigure.Create(Scores with { VerticalScale = AxisScale.Logarithmic })).Texts);
    }

    [Fact]
    public void Boundaries_are_lines_with_one_legend_entry()
    {
        Figure figure = ScoreHistogramFigure.Create(Scores with { Title = "Epoch 3" });
        Assert.Equal([0.25, 0.8], figure.Panels[0].Series.OfType<ReferenceLine>().Select(line => line.Value));
        var svg = new SvgReader(figure);
        Assert.Single(svg.Texts, text => text == "Category boundary");
        Assert.Contains("Epoch 3", svg.Texts);
        Assert.Contains("Score", svg.Texts);
    }

    [Fact]
    public void Yields_below_zero_are_raised_and_counted()
    {
        ScoreHistogram negative = Scores with { Backgrounds = [new ProcessYields("Top", [-3, 5])], Signals = [new SignalYields("Signal", [-1, 0])] };
        Assert.Contains("1 yield below zero drawn as zero", new SvgReader(ScoreHistogramFigure.Create(negative)).Texts);
        Figure logarithmic = ScoreHistogramFigure.Create(negative with { VerticalScale = AxisScale.Logarithmic });
        Assert.Contains("2 yields below zero drawn as zero", new SvgReader(logarithmic).Texts);
        Assert.Equal([0.0, 0], StatisticsSamples.Single<Histogram>(logarithmic.Panels[0]).Counts);
    }

    [Fact]
    public void Signals_alone_are_drawn() =>
        Assert.Contains("Signal", new SvgReader(ScoreHistogramFigure.Create(Scores with { Backgrounds = [] })).Texts);

    [Fact]
    public void Events_are_filled_into_bins_with_their_weights()
    {
        var background = new ScoredEvents("Top", [0, 0.49, 0.5, 1, 1.01, -0.1], [1, 2, 3, -1, 100, 100]);
        ScoreHistogram filled = ScoreHistogram.FromEvents("Score", Edges, [background, new ScoredEvents("W", [0.1])], [new ScoredEvents("Signal", [0.9])]);
        Assert.Equal([3.0, 2], filled.Backgrounds[0].Yields);
        Assert.Equal([1.0, 0], filled.Backgrounds[1].Yields);
        Assert.Equal([0.0, 1], filled.Signals[0].Yields);
        Assert.Equal([Math.Sqrt(6), Math.Sqrt(10)], filled.BackgroundUncertainty!);
        Assert.NotEmpty(ScoreHistogramFigure.Create(filled).ToSvg());
    }

    [Fact]
    public void Categories_are_numbered_from_one_or_named()
    {
        Assert.Contains("2", new SvgReader(CategoryYieldsFigure.Create(Yields)).Texts);
        Assert.Contains("tight", new SvgReader(CategoryYieldsFigure.Create(Yields with { Names = ["loose", "tight"] })).Texts);
    }

    [Fact]
    public void Significances_stand_in_a_panel_below()
    {
        Figure figure = CategoryYieldsFigure.Create(Yields with { Significances = [[0.1, 0.7]], Notes = ["Z = 0.71"], BackgroundUncertainty = [1, 0] });
        Assert.Equal(2, figure.Panels.Count);
        Assert.Equal([0.1, 0.7], StatisticsSamples.Single<Histogram>(figure.Panels[1]).Counts);
        Assert.Contains("Z = 0.71", new SvgReader(figure).Texts);
    }

    [Theory]
    [InlineData(AxisScale.Linear)]
    [InlineData(AxisScale.Logarithmic)]
    public void One_empty_category_is_drawn(AxisScale scale) =>
        Assert.NotEmpty(CategoryYieldsFigure.Create(new CategoryYields([new ProcessYields("Top", [0])], [new SignalYields("Signal", [-1])]) { VerticalScale = scale }).ToSvg());

    [Fact]
    public void Bad_input_is_refused()
    {
        static string Scored(ScoreHistogram histogram) => StatisticsSamples.Message(() => ScoreHistogramFigure.Create(histogram));
        Assert.Contains("no processes", Scored(Scores with { Backgrounds = [], Signals = [] }), StringComparison.Ordinal);
        Assert.Contains("background 'Top' has 1 yields for 2 bins", Scored(Scores with { Backgrounds = [new ProcessYields("Top", [1])] }), StringComparison.Ordinal);
        Assert.Contains("signal 'S'[1] is NaN", Scored(Scores with { Signals = [new SignalYields("S", [1, double.NaN])] }), StringComparison.Ordinal);
        Assert.Contains("scaled by 0", Scored(Scores with { Signals = [new SignalYields("S", [1, 1]) { Scale = 0 }] }), StringComparison.Ordinal);
        Assert.Contains("boundaries[0] is NaN", Scored(Scores with { Boundaries = [double.NaN] }), StringComparison.Ordinal);
        Assert.Contains("1 edges", Scored(Scores with { Edges = [0], Signals = [], Backgrounds = [new ProcessYields("Top", [])] }), StringComparison.Ordinal);
        Assert.Contains("2 categories", StatisticsSamples.Message(() => CategoryYieldsFigure.Create(Yields with { Names = ["a"] })), StringComparison.Ordinal);
        Assert.Contains("significances has 2", StatisticsSamples.Message(() => CategoryYieldsFigure.Create(Yields with { Significances = [[1, 1], [1, 1]] })), StringComparison.Ordinal);
        Assert.Contains("'Signal'[0] is NaN", StatisticsSamples.Message(() => CategoryYieldsFigure.Create(Yields with { Significances = [[double.NaN, 1]] })), StringComparison.Ordinal);
        Assert.Contains("Scores[0] is NaN", StatisticsSamples.Message(() => ScoreHistogram.FromEvents("s", Edges, [new ScoredEvents("Top", [double.NaN])], [])), StringComparison.Ordinal);
        Assert.Contains("Weights has 2", StatisticsSamples.Message(() => ScoreHistogram.FromEvents("s", Edges, [new ScoredEvents("Top", [0.1], [1, 1])], [])), StringComparison.Ordinal);
    }
}
