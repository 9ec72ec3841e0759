using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Estimators;

/// <summary>The closure of an estimator: means with uncertainties against the parameter, and the line where they belong.</summary>
public static class ClosureFigure
{
    /// <summary>One panel per set of means, below each other.</summary>
    /// <param name="sets">What to show, at least one.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no set or a set has no point, numbers of values differ, or a value is not finite.</exception>
    public static Figure Create(params IReadOnlyList<ClosurePoints> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count == 0) throw new FigureException("There are no means; the figure needs at least one set.");
        return new Figure([.. sets.Select(Draw)])
        {
            Layout = FigureLayout.Grid,
            Columns = 1,
            Height = sets.Count == 1 ? 480 : 320 * sets.Count,
            Description = $"{string.Join(", ", sets.Select(set => set.Vertical))} with uncertainties and ideal value",
        };
    }

    private static Panel Draw(ClosurePoints set)
    {
        string what = $"closure of {set.Vertical}";
        if (set.X.Count == 0) throw new FigureException($"The {what} has no points.");
        FigureInput.SameCount(set.Mean.Count, $"{what}: Mean", set.X.Count, "X");
        FigureInput.SameCount(set.Uncertainty.Count, $"{what}: Uncertainty", set.X.Count, "X");
        if (set.Doubtful is { } marks) FigureInput.SameCount(marks.Count, $"{what}: Doubtful", set.X.Count, "X");
        FigureInput.Finite(set.Ideal, $"{what}: Ideal");
        FigureInput.Finite(set.X, $"{what}: X");
        FigureInput.Finite(set.Mean, $"{what}: Mean");
        for (int i = 0; i < set.Uncertainty.Count; i++) FigureInput.NotNegative(set.Uncertainty[i], $"{what}: Uncertainty[{i}]");
        var series = new List<PlotSeries> { ReferenceLine.Horizontal(set.Ideal) with { Label = "Ideal" } };
        foreach (bool doubtful in new[] { false, true })
        {
            int[] some = [.. Enumerable.Range(0, set.X.Count).Where(i => (set.Doubtful?[i] ?? false) == doubtful)];
            if (some.Length == 0) continue;
            series.Add(new DataPoints([.. some.Select(i => set.X[i])], [.. some.Select(i => set.Mean[i])])
            {
                Down = [.. some.Select(i => set.Uncertainty[i])],
                Color = doubtful ? Palette.Gray : Palette.Blue,
                Marker = doubtful ? MarkerShape.Diamond : MarkerShape.Disc,
                Label = doubtful ? "Few effective events" : "Mean with uncertainty",
            });
        }

        return new Panel(new Axis(set.Horizontal) { WholeNumbers = set.Counts }, new Axis(set.Vertical), [.. series]);
    }
}
