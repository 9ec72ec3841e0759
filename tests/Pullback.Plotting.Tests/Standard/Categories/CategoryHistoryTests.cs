using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class CategoryHistoryTests
{
    private static readonly double[] Epochs = [1, 2, 3, 4];

    private static CategoryTraining Training { get; } = new(new LearningCurve(Epochs, [-1, -1.2, -1.3, -1.4]) { LossName = "−Z" })
    {
        Penalties = [new HistoryLine("Low background", [2, 0, 0.5, 0.1]), new HistoryLine("Uncertainty", [0, 0, 0, 0])],
        Schedules = [new HistoryLine("Learning rate", [0.1, 0.05, 0.01, 0.001]), new HistoryLine("Temperature", [1, 0.5, 0.2, 0.05])],
    };

    [Fact]
    public void Loss_penalties_and_schedules_have_a_panel_each()
    {
        Figure figure = CategoryTrainingFigure.Create(Training);
        Assert.Equal(3, figure.Panels.Count);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "−Z", "Penalty", "Schedule", "Low background", "Uncertainty: zero throughout", "Learning rate", "Temperature", "Epoch" })
            Assert.Contains(text, svg.Texts);
        Assert.Single(CategoryTrainingFigure.Create(new CategoryTraining(Training.Loss)).Panels);
    }

    [Fact]
    public void Penalties_of_zero_are_gaps_on_a_logarithmic_axis()
    {
        Curve[] curves = [.. CategoryTrainingFigure.Create(Training).Panels[1].Series.OfType<Curve>()];
        Assert.Equal([[1.0], [3, 4]], curves.Select(curve => curve.X));
        Assert.Equal(["Low background", null], curves.Select(curve => curve.Label));
        Figure linear = CategoryTrainingFigure.Create(Training with { PenaltyScale = AxisScale.Linear });
        Assert.Equal(2, linear.Panels[1].Series.OfType<Curve>().Count());
    }

    [Fact]
    public void Trainings_that_cannot_be_drawn_are_refused()
    {
        static string Refused(CategoryTraining training) => StatisticsSamples.Message(() => CategoryTrainingFigure.Create(training));
        Assert.Contains("no epochs", Refused(new CategoryTraining(new LearningCurve([], []))), StringComparison.Ordinal);
        Assert.Contains("'the loss'[0] is NaN", Refused(new CategoryTraining(new LearningCurve([1], [double.NaN]))), StringComparison.Ordinal);
        Assert.Contains("'p'[1] is -1", Refused(new CategoryTraining(new LearningCurve([1, 2], [1, 1])) { Penalties = [new HistoryLine("p", [1, -1])] }), StringComparison.Ordinal);
        Assert.Contains("'T' has 1 values", Refused(new CategoryTraining(new LearningCurve([1, 2], [1, 1])) { Schedules = [new HistoryLine("T", [1])] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Bias_is_in_percent_with_the_temperature_below()
    {
        var history = new BiasHistory(Epochs, new[,] { { 0.2, -0.1 }, { 0.1, -0.05 }, { 0.02, 0 }, { 0, 0 } }) { Temperature = Training.Schedules[1] };
        Figure figure = BiasHistoryFigure.Create(history);
        Assert.Equal(2, figure.Panels.Count);
        Assert.Equal([20, 10, 2, 0], figure.Panels[0].Series.OfType<Curve>().First().Y.Select(value => Math.Round(value, 9)));
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Relative bias [%]", "Temperature", "Category 1", "2" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void The_bias_of_empty_categories_leaves_the_frame_and_is_counted()
    {
        Figure figure = BiasHistoryFigure.Create(new BiasHistory([1], new[,] { { -5e7, 0.1 } }));
        Assert.Contains("1 of 2 values beyond ±100 %", new SvgReader(figure).Texts);
        Assert.Equal(100, figure.Panels[0].Vertical.Maximum);
        Assert.NotEmpty(BiasHistoryFigure.Create(new BiasHistory([1], new double[1, 1])).ToSvg());
    }

    [Fact]
    public void Biases_that_cannot_be_drawn_are_refused()
    {
        static string Refused(BiasHistory history) => StatisticsSamples.Message(() => BiasHistoryFigure.Create(history));
        Assert.Contains("no categories", Refused(new BiasHistory([1], new double[1, 0])), StringComparison.Ordinal);
        Assert.Contains("has 2 values", Refused(new BiasHistory([1], new double[2, 1])), StringComparison.Ordinal);
        Assert.Contains("[0] is NaN", Refused(new BiasHistory([1], new[,] { { double.NaN } })), StringComparison.Ordinal);
        Assert.Contains("must be positive", Refused(new BiasHistory([1], new double[1, 1]) { Most = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Boundaries_break_where_their_number_changes()
    {
        var evolution = new BoundaryEvolution("Score", Epochs, [[0.5], [0.5], [0.4, 0.7], []]) { Reference = [0.45], Range = (0, 1) };
        Figure figure = BoundaryEvolutionFigure.Create(evolution);
        Assert.Equal([2, 1, 1], figure.Panels[0].Series.OfType<Curve>().Select(curve => curve.X.Count));
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Exact optimum", "Score", "Epoch" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void One_category_has_no_boundaries() =>
        Assert.Contains("No boundaries: one category owns everything", new SvgReader(BoundaryEvolutionFigure.Create(new BoundaryEvolution("Score", [1], [[]]))).Texts);

    [Fact]
    public void Evolutions_that_cannot_be_drawn_are_refused()
    {
        static string Refused(BoundaryEvolution evolution) => StatisticsSamples.Message(() => BoundaryEvolutionFigure.Create(evolution));
        Assert.Contains("no epochs", Refused(new BoundaryEvolution("Score", [], [])), StringComparison.Ordinal);
        Assert.Contains("boundaries has 1", Refused(new BoundaryEvolution("Score", [1, 2], [[0.5]])), StringComparison.Ordinal);
        Assert.Contains("epoch 1[0] is NaN", Refused(new BoundaryEvolution("Score", [1], [[double.NaN]])), StringComparison.Ordinal);
        Assert.Contains("in order", Refused(new BoundaryEvolution("Score", [1], [[0.5, 0.4]])), StringComparison.Ordinal);
        Assert.Contains("range", Refused(new BoundaryEvolution("Score", [1], [[0.5]]) { Range = (1, 0) }), StringComparison.Ordinal);
    }
}
