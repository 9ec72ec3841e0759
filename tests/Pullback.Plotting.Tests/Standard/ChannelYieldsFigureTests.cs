using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class ChannelYieldsFigureTests
{
    private static YieldsByChannel Two { get; } = new([StatisticsSamples.Channel("SR", 3), StatisticsSamples.Channel("CR", 2)]) { Signal = "Signal", Notes = ["Post-fit"] };

    [Theory]
    [InlineData(AxisScale.Linear)]
    [InlineData(AxisScale.Logarithmic)]
    public void Channels_stand_side_by_side_with_names_and_separators(AxisScale scale)
    {
        Figure figure = ChannelYieldsFigure.Create(Two with { VerticalScale = scale });
        Assert.Equal(2, figure.Panels.Count);
        Assert.Equal(["1", "2", "3", "1", "2"], figure.Panels[0].Horizontal.Categories);
        Assert.Equal(3, StatisticsSamples.Single<ReferenceLine>(figure.Panels[0]).Value);
        Assert.Equal(["SR", "CR"], StatisticsSamples.Single<TextLabels>(figure.Panels[0]).Texts);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "SR", "CR", "Top", "Signal", "Uncertainty", "Data", "Post-fit", "Data / pred." })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void The_ratio_panel_has_the_band_and_the_data_over_the_prediction()
    {
        Panel ratio = ChannelYieldsFigure.Create(Two).Panels[1];
        UncertaintyBand band = StatisticsSamples.Single<UncertaintyBand>(ratio);
        Assert.Equal(1 + (2 / 21.0), band.Upper[0], 12);
        Assert.Equal(22 / 21.0, StatisticsSamples.Single<DataPoints>(ratio).Y[0], 12);
    }

    [Fact]
    public void A_process_has_one_color_in_all_channels_and_none_where_it_is_absent()
    {
        ChannelYields other = new("CR", [new ProcessYields("Fakes", [5]), new ProcessYields("Top", [7])]);
        StackedHistogram stack = StatisticsSamples.Single<StackedHistogram>(ChannelYieldsFigure.Create(new YieldsByChannel([StatisticsSamples.Channel("SR", 2), other])).Panels[0]);
        Assert.Equal(["Top", "Signal", "Fakes"], stack.Layers.Select(layer => layer.Label));
        Assert.Equal([20.0, 21, 7], stack.Layers[0].Counts);
        Assert.Equal([0.0, 0, 5], stack.Layers[2].Counts);
        Assert.Equal(3, stack.Layers.Select(layer => layer.Color).Distinct().Count());
    }

    [Fact]
    public void Blinded_channels_have_no_points()
    {
        Figure figure = ChannelYieldsFigure.Create(Two with { Channels = [StatisticsSamples.Channel("SR", 3) with { Data = null }, StatisticsSamples.Channel("CR", 2)] });
        Assert.Equal([3.5, 4.5], StatisticsSamples.Single<DataPoints>(figure.Panels[0]).X);
        Assert.Equal([3.5, 4.5], StatisticsSamples.Single<DataPoints>(figure.Panels[1]).X);
        Assert.Single(ChannelYieldsFigure.Create(Two with { Channels = [StatisticsSamples.Channel("SR", 3) with { Data = null }] }).Panels);
        Assert.Single(ChannelYieldsFigure.Create(Two with { Ratio = false }).Panels);
    }

    [Fact]
    public void Bins_without_a_prediction_have_no_ratio_and_far_data_are_marked()
    {
        ChannelYields channel = new("SR", [new ProcessYields("Top", [0, 1, 10])]) { Data = [1, 9, 10] };
        Panel ratio = ChannelYieldsFigure.Create(new YieldsByChannel([channel])).Panels[1];
        DataPoints[] points = [.. ratio.Series.OfType<DataPoints>()];
        Assert.Equal([1.5, 2.5], points[0].X);
        Assert.Equal([1.5], points[1].X);
        Assert.Equal(MarkerShape.Triangle, points[1].Marker);
    }

    [Fact]
    public void Single_bins_carry_the_names_of_their_channels()
    {
        Figure figure = ChannelYieldsFigure.Create(new YieldsByChannel([StatisticsSamples.Channel(StatisticsSamples.LongName, 1), StatisticsSamples.Channel("CR", 1)]));
        Assert.Equal([StatisticsSamples.LongName, "CR"], figure.Panels[0].Horizontal.Categories);
        Assert.Empty(figure.Panels[0].Series.OfType<ReferenceLine>());
        Assert.Empty(figure.Panels[0].Series.OfType<TextLabels>());
    }

    [Fact]
    public void Long_names_widen_the_bins_and_stand_upright_when_that_does_not_help()
    {
        static TextLabels Names(params string[] names) =>
            StatisticsSamples.Single<TextLabels>(ChannelYieldsFigure.Create(new YieldsByChannel([.. names.Select(name => StatisticsSamples.Channel(name, 2))])).Panels[0]);
        Assert.False(Names("SignalRegion_2jets_highPt", "CR").Upright);
        Assert.True(Names([.. Enumerable.Repeat("SignalRegion_2jets_highPt", 10)]).Upright);
    }

    [Fact]
    public void Bad_input_is_refused_by_channel()
    {
        static string Refused(ChannelYields channel) => StatisticsSamples.Message(() => ChannelYieldsFigure.Create(new YieldsByChannel([channel])));
        ChannelYields good = StatisticsSamples.Channel("SR", 2);
        Assert.Contains("no channels", StatisticsSamples.Message(() => ChannelYieldsFigure.Create(new YieldsByChannel([]))), StringComparison.Ordinal);
        Assert.Contains("'SR' has no processes", Refused(good with { Processes = [] }), StringComparison.Ordinal);
        Assert.Contains("'SR', the data has 1 bins", Refused(good with { Data = [1] }), StringComparison.Ordinal);
        Assert.Contains("the uncertainty: bin 1 is NaN", Refused(good with { Uncertainty = [1, double.NaN] }), StringComparison.Ordinal);
        Assert.Contains("'Top': bin 0 is -1", Refused(good with { Processes = [new ProcessYields("Top", [-1, 1])] }), StringComparison.Ordinal);
        Assert.Contains("two processes 'Top'", Refused(good with { Processes = [new ProcessYields("Top", [1, 1]), new ProcessYields("Top", [1, 1])] }), StringComparison.Ordinal);
        Assert.Contains("3 names for 2 bins", Refused(good with { BinNames = ["a", "b", "c"] }), StringComparison.Ordinal);
        Assert.Contains("signal 'X'", StatisticsSamples.Message(() => ChannelYieldsFigure.Create(Two with { Signal = "X" })), StringComparison.Ordinal);
    }
}
