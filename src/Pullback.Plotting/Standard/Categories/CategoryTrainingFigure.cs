using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Loss, penalties and schedules of a training against the epoch.</summary>
public static class CategoryTrainingFigure
{
    /// <summary>The loss as <see cref="LearningCurveFigure"/> draws it, and panels for penalties and schedules below.</summary>
    /// <param name="training">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">Numbers of values differ, a value is not finite, or a penalty is negative.</exception>
    public static Figure Create(CategoryTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        IReadOnlyList<double> epochs = training.Loss.Epochs;
        Check(training);
        var axis = new Axis("Epoch") { WholeNumbers = true };
        var panels = new List<Panel> { LearningCurveFigure.Create(training.Loss).Panels[0] };
        if (training.Penalties.Count > 0)
            panels.Add(Below(axis, "Penalty", training.PenaltyScale, epochs, training.Penalties, first: 2));
        if (training.Schedules.Count > 0)
            panels.Add(Below(axis, "Schedule", AxisScale.Logarithmic, epochs, training.Schedules, first: 4));
        return new Figure([.. panels])
        {
            Height = panels.Count == 1 ? 480 : 340 + (190 * (panels.Count - 1)),
            Description = $"{training.Loss.LossName}, penalties and schedules against the epoch",
        };
    }

    private static Panel Below(Axis axis, string label, AxisScale scale, IReadOnlyList<double> epochs, IReadOnlyList<HistoryLine> lines, int first) =>
        new(axis, new Axis(label) { Scale = scale }, [.. lines.SelectMany((line, i) => HistoryCurves.Of(epochs, line, Palette.At(first + i), (LineStyle)(i % 4), scale))])
        {
            HeightShare = 0.6,
            Notes = scale == AxisScale.Logarithmic ? [.. lines.Where(line => line.Values.All(value => value <= 0)).Select(line => $"{line.Label}: zero throughout")] : [],
        };

    private static void Check(CategoryTraining training)
    {
        IReadOnlyList<double> epochs = training.Loss.Epochs;
        HistoryCurves.Check(epochs, [new HistoryLine("the loss", training.Loss.Training), .. training.Penalties, .. training.Schedules]);
        if (training.Loss.Validation is { } validation)
            HistoryCurves.Check(epochs, [new HistoryLine("the validation loss", validation)]);
        foreach (HistoryLine penalty in training.Penalties)
        {
            for (int i = 0; i < epochs.Count; i++)
                FigureInput.NotNegative(penalty.Values[i], $"'{penalty.Label}'[{i}]");
        }
    }
}
