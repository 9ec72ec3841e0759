using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>The inference result that is trained on, and the yields that lead to it, against the epoch.</summary>
public static class InferenceTrainingFigure
{
    /// <summary>One panel with the objective on a logarithmic axis, and one below per process with its yield in each bin.</summary>
    /// <remarks><para>Values of the objective that are zero or less cannot stand on a logarithmic axis: they are left out, and a note says how many.</para></remarks>
    /// <param name="epochs">Epoch numbers. Shape [epoch].</param>
    /// <param name="objective">The objective, for example CLs. Shape [epoch].</param>
    /// <param name="objectiveName">Its name on the axis, for example <c>CLs at μ = 1</c>.</param>
    /// <param name="yields">Yields per process; empty for the objective alone.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">The arrays differ in length.</exception>
    public static Figure Create(IReadOnlyList<double> epochs, IReadOnlyList<double> objective, string objectiveName, IReadOnlyList<YieldHistory> yields)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(yields);
        if (epochs.Count != objective.Count)
            throw new FigureException($"'{objectiveName}' has {objective.Count} values for {epochs.Count} epochs; each epoch needs one.");
        var axis = new Axis("Epoch") { WholeNumbers = true };
        var panels = new List<Panel> { ObjectivePanel(epochs, objective, objectiveName, axis) };
        int mostBins = yields.Select(history => history.Yields.GetLength(1)).DefaultIfEmpty(0).Max();
        for (int i = 0; i < yields.Count; i++)
        {
            int bins = yields[i].Yields.GetLength(1);
            if (yields[i].Yields.GetLength(0) != epochs.Count)
                throw new FigureException($"process '{yields[i].Process}' has yields of {yields[i].Yields.GetLength(0)} epochs, but there are {epochs.Count}.");
            bool named = bins == mostBins && !yields.Take(i).Any(history => history.Yields.GetLength(1) == mostBins);
            panels.Add(new Panel(axis, new Axis($"{yields[i].Process} yield") { Minimum = yields[i].Yields.Cast<double>().Any(value => value < 0) ? null : 0 }, [.. Enumerable.Range(0, bins).Select(bin => BinCurve(epochs, yields[i], bin, named))])
            {
                HeightShare = 0.62,
            });
        }

        return new Figure([.. panels])
        {
            Height = 330 + (175 * yields.Count),
            Description = $"{objectiveName} and yields against the epoch",
        };
    }

    private static Panel ObjectivePanel(IReadOnlyList<double> epochs, IReadOnlyList<double> objective, string name, Axis axis)
    {
        // NaN and infinity stay in, so that the curve reports them.
        int[] shown = [.. Enumerable.Range(0, objective.Count).Where(i => !(objective[i] <= 0))];
        int hidden = objective.Count - shown.Length;
        double[] x = [.. shown.Select(i => epochs[i])];
        double[] y = [.. shown.Select(i => objective[i])];
        string count = hidden.ToString(CultureInfo.InvariantCulture);
        return new Panel(axis, Axis.Logarithmic(name), new Curve(x, y) { Color = Palette.Red, LineWidth = 2.2, Marker = MarkerShape.Disc })
        {
            Notes = hidden == 0 ? [] : [$"{count} of {objective.Count.ToString(CultureInfo.InvariantCulture)} epochs are zero or less and not shown"],
        };
    }

    private static Curve BinCurve(IReadOnlyList<double> epochs, YieldHistory history, int bin, bool named)
    {
        double[] values = [.. Enumerable.Range(0, epochs.Count).Select(epoch => history.Yields[epoch, bin])];
        return new Curve(epochs, values)
        {
            Color = Palette.At(bin),
            Style = (LineStyle)(bin % 4),
            Label = named ? $"bin {(bin + 1).ToString(CultureInfo.InvariantCulture)}" : null,
        };
    }
}
