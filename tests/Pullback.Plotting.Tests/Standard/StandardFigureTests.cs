using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class StandardFigureTests
{
    private static readonly double[] Epochs = [0, 1, 2];

    [Fact]
    public void Training_shows_the_objective_and_one_panel_per_process()
    {
        var history = new YieldHistory("Signal", new double[,] { { 1, 2 }, { 2, 3 }, { 3, 4 } });
        Figure figure = InferenceTrainingFigure.Create(Epochs, [0.07, 0.01, 0.002], "CLs", [history, history with { Process = "Background" }]);
        Assert.Equal(3, figure.Panels.Count);
        var svg = new SvgReader(figure);
        Assert.Contains("CLs", svg.Texts);
        Assert.Contains("Background yield", svg.Texts);
        Assert.Single(svg.Texts, text => text == "bin 2");
        Assert.Single(svg.Texts, text => text == "Epoch");
    }

    [Fact]
    public void Training_of_a_single_epoch_is_drawn() =>
        Assert.NotEmpty(InferenceTrainingFigure.Create([1], [0.05], "CLs", [new YieldHistory("Signal", new double[,] { { 1 } })]).ToSvg());

    [Fact]
    public void Objectives_of_zero_are_left_out_and_counted()
    {
        var svg = new SvgReader(InferenceTrainingFigure.Create(Epochs, [0.1, 0, 0], "CLs", []));
        Assert.Contains("2 of 3 epochs are zero or less and not shown", svg.Texts);
    }

    [Fact]
    public void An_objective_that_is_not_a_number_is_an_error() =>
        Assert.Contains("Y[1] is NaN", Assert.Throws<FigureException>(() => InferenceTrainingFigure.Create(Epochs, [0.1, double.NaN, 1], "CLs", []).ToSvg()).Message, StringComparison.Ordinal);

    [Fact]
    public void Lengths_that_differ_are_errors()
    {
        Assert.Throws<FigureException>(() => InferenceTrainingFigure.Create(Epochs, [0.1], "CLs", []));
        Assert.Throws<FigureException>(() => InferenceTrainingFigure.Create(Epochs, [1, 1, 1], "CLs", [new YieldHistory("Signal", new double[2, 1])]));
        Assert.Throws<FigureException>(() => StackedYieldsFigure.Create(Samples.Yields with { Data = [1] }));
    }

    [Fact]
    public void Network_outputs_have_a_map_each_and_one_legend()
    {
        double[] edges = Samples.Steps(9, -4, 4);
        double[,] map = Samples.Map(8, 8);
        var svg = new SvgReader(NetworkOutputFigure.Create(edges, edges, [map, map, map], [new EventSample("Signal", [0, 1], [1, 1]), new EventSample("Background", [0], [2])]));
        Assert.Equal(6, svg.Count("image"));
        Assert.Single(svg.Texts, text => text == "Signal");
        Assert.Contains("Output 3", svg.Texts);
    }

    [Fact]
    public void Events_outside_the_plane_are_left_out_of_the_map()
    {
        double[] edges = [0, 1];
        Assert.NotEmpty(NetworkOutputFigure.Create(edges, edges, [Samples.Map(1, 1)], [new EventSample("far", [1e9], [-1e9])]).ToSvg());
    }

    [Fact]
    public void Stacked_yields_show_processes_signal_band_and_data()
    {
        var svg = new SvgReader(StackedYieldsFigure.Create(Samples.Yields));
        Assert.Equal(["Signal", "W + jets", "Top", "Background unc.", "Data"], svg.Texts.Where(text => text is "Signal" or "W + jets" or "Top" or "Background unc." or "Data"));
    }

    [Fact]
    public void The_ratio_panel_is_optional()
    {
        Assert.Single(StackedYieldsFigure.Create(Samples.Yields).Panels);
        Assert.Equal(2, StackedYieldsFigure.Create(Samples.Yields with { Ratio = true }).Panels.Count);
        Assert.NotEmpty(StackedYieldsFigure.Create(Samples.Yields with { Ratio = true, SignalOnTop = false, VerticalScale = AxisScale.Logarithmic }).ToSvg());
    }

    [Fact]
    public void A_ratio_to_an_empty_bin_is_an_error()
    {
        StackedYields empty = new(Samples.Edges, [new ProcessYields("Top", [1, 0, 1])], null) { Ratio = true };
        Assert.Contains("bin 1", Assert.Throws<FigureException>(() => StackedYieldsFigure.Create(empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_curves_show_validation_and_the_epoch_that_was_kept()
    {
        Figure figure = LearningCurveFigure.Create(new LearningCurve(Epochs, [3, 2, 1]) { Validation = [3, 2.5, 2.6], BestEpoch = 1, LossName = "Cross-entropy" });
        var svg = new SvgReader(figure);
        Assert.Contains("Training", svg.Texts);
        Assert.Contains("Validation", svg.Texts);
        Assert.Contains("Best epoch", svg.Texts);
        Assert.IsType<ReferenceLine>(figure.Panels[0].Series[0]);
    }
}
