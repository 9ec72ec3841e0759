using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The relative bias of each category's soft yield against the epoch, with the temperature below.</summary>
public static class BiasHistoryFigure
{
    /// <summary>A panel with one curve per category, in percent, and one with the temperature if it is given.</summary>
    /// <remarks><para>Values beyond <see cref="BiasHistory.Most"/> leave the frame, and a note counts them.</para></remarks>
    /// <param name="history">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no epoch or category, numbers of values differ, or a value is not finite.</exception>
    public static Figure Create(BiasHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        HistoryLine[] lines = Lines(history);
        HistoryCurves.Check(history.Epochs, history.Temperature is null ? lines : [.. lines, history.Temperature]);
        double most = 100 * history.Most;
        double[] values = [.. lines.SelectMany(line => line.Values)];
        int beyond = values.Count(value => Math.Abs(value) > most);
        double reach = Math.Min(most, 1.15 * values.Where(value => Math.Abs(value) <= most).Select(Math.Abs).DefaultIfEmpty(most).Max());
        if (beyond > 0 || reach == 0)
            reach = most;
        var axis = new Axis("Epoch") { WholeNumbers = true };
        var bias = new Panel(axis, new Axis("Relative bias [%]") { Minimum = -reach, Maximum = reach }, [
            ReferenceLine.Horizontal(0),
            .. lines.SelectMany((line, c) => HistoryCurves.Of(history.Epochs, line, CategoryColors.At(c), (LineStyle)(c / Palette.Count % 4), AxisScale.Linear)),
        ])
        {
            Legend = LegendPlacement.Above,
            Notes = beyond == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{beyond} of {values.Length} values beyond ±{most:0.##} %")],
        };
        string description = "Relative bias of each category's soft yield against the epoch";
        if (history.Temperature is not { } temperature)
            return new Figure(bias) { Description = description };
        var below = new Panel(axis, Axis.Logarithmic(temperature.Label), new Curve(history.Epochs, temperature.Values) { Color = PlotColor.Black })
        {
            HeightShare = 0.45,
        };
        return new Figure(bias, below) { Height = 560, Description = description };
    }

    private static HistoryLine[] Lines(BiasHistory history)
    {
        int epochs = history.Bias.GetLength(0);
        int categories = history.Bias.GetLength(1);
        if (categories == 0)
            throw new FigureException("There are no categories; the figure needs one at least.");
        if (!double.IsFinite(history.Most) || history.Most <= 0)
            throw new FigureException($"the largest bias to show is {DataCheck.Number(history.Most)}, but must be positive.");
        IReadOnlyList<string> names = CategoryNames.Legend(history.Names, categories);
        return [.. names.Select((name, c) => new HistoryLine(name, [.. Enumerable.Range(0, epochs).Select(epoch => 100 * history.Bias[epoch, c])]))];
    }
}
