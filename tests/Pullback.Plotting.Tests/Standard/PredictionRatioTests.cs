using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class PredictionRatioTests
{
    private static readonly StackedYields Yields = Samples.Yields with { Ratio = true, RatioToPrediction = true, PredictionUncertainty = [2, 2, 2] };

    [Fact]
    public void The_ratio_is_data_over_backgrounds_and_signal_with_the_band_of_both()
    {
        Figure figure = StackedYieldsFigure.Create(Yields);
        Panel ratio = figure.Panels[1];
        Assert.Equal("Data / pred.", ratio.Vertical.Label);
        Assert.Equal(17.0 / 18, StatisticsSamples.Single<DataPoints>(ratio).Y[0], 12);
        Assert.Equal(1 + (2.0 / 18), StatisticsSamples.Single<UncertaintyBand>(ratio).Upper[0], 12);
        Assert.Equal(20, StatisticsSamples.Single<UncertaintyBand>(figure.Panels[0]).Upper[0], 12);
        Assert.Contains("Uncertainty", new SvgReader(figure).Texts);
    }

    [Fact]
    public void A_signal_that_is_only_a_line_does_not_enter_the_prediction()
    {
        Panel ratio = StackedYieldsFigure.Create(Yields with { SignalOnTop = false }).Panels[1];
        Assert.Equal(17.0 / 13, StatisticsSamples.Single<DataPoints>(ratio).Y[0], 12);
    }

    [Fact]
    public void The_ratio_to_the_background_shows_the_band_around_the_prediction()
    {
        Panel ratio = StackedYieldsFigure.Create(Yields with { RatioToPrediction = false }).Panels[1];
        Assert.Equal(20.0 / 13, StatisticsSamples.Single<UncertaintyBand>(ratio).Upper[0], 12);
    }

    [Fact]
    public void Lengths_that_differ_are_errors() =>
        Assert.Contains("uncertainty of the prediction", StatisticsSamples.Message(() => StackedYieldsFigure.Create(Yields with { PredictionUncertainty = [1] })), StringComparison.Ordinal);
}
