using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Quantities against the epoch as curves.</summary>
internal static class HistoryCurves
{
    public static void Check(IReadOnlyList<double> epochs, IEnumerable<HistoryLine> lines)
    {
        if (epochs.Count == 0)
            throw new FigureException("There are no epochs; a history needs one at least.");
        FigureInput.Increasing(epochs, "the epochs");
        foreach (HistoryLine line in lines)
        {
            FigureInput.SameCount(line.Values.Count, $"'{line.Label}'", epochs.Count, "the epochs");
            FigureInput.Finite(line.Values, $"'{line.Label}'");
        }
    }

    /// <summary>One curve; on a logarithmic axis one for each stretch of positive values, so that zeros are gaps.</summary>
    public static IEnumerable<Curve> Of(IReadOnlyList<double> epochs, HistoryLine line, PlotColor color, LineStyle style, AxisScale scale)
    {
        string? label = line.Label;
        foreach ((int start, int end) in Stretches(epochs.Count, i => scale == AxisScale.Linear || line.Values[i] > 0))
        {
            int[] shown = [.. Enumerable.Range(start, end - start)];
            yield return new Curve([.. shown.Select(i => epochs[i])], [.. shown.Select(i => line.Values[i])]) { Label = label, Color = color, Style = style };
            label = null;
        }
    }

    /// <summary>Stretches of indices that are kept, end exclusive.</summary>
    public static IEnumerable<(int Start, int End)> Stretches(int count, Func<int, bool> keep)
    {
        for (int i = 0; i < count; i++)
        {
            if (!keep(i))
                continue;
            int start = i;
            while (i < count && keep(i))
                i++;
            yield return (start, i);
        }
    }
}
