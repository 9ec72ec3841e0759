using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>How much significance more categories bring, method by method.</summary>
public static class CategoryScanFigure
{
    private static readonly MarkerShape[] Shapes = [MarkerShape.Disc, MarkerShape.Square, MarkerShape.Triangle, MarkerShape.Diamond];

    /// <summary>One panel with a line per method.</summary>
    /// <param name="scan">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no line, a line has no points, numbers of values differ, or a value is not finite.</exception>
    public static Figure Create(CategoryScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (scan.Lines.Count == 0)
            throw new FigureException("There are no lines; the scan needs one at least.");
        FigureInput.Finite(scan.Limit ?? 0, "the limit");
        foreach (CategoryScanLine line in scan.Lines)
            Check(line);
        var series = new List<PlotSeries>();
        int[] places = [.. scan.Lines.Select((line, i) => scan.Lines.Take(i).Count(before => !before.Reference))];
        for (int i = 0; i < scan.Lines.Count; i++)
        {
            if (scan.Lines[i].Spread is var (low, high))
                series.Add(new Band(scan.Lines[i].Counts, low, high) { Color = Palette.At(places[i]).WithOpacity(0.25) });
        }

        if (scan.Limit is { } limit)
            series.Add(ReferenceLine.Horizontal(limit) with { Label = scan.LimitLabel, Style = LineStyle.Dotted, LineWidth = 1.8 });
        for (int i = 0; i < scan.Lines.Count; i++)
        {
            CategoryScanLine line = scan.Lines[i];
            series.Add(new Curve(line.Counts, line.Significances)
            {
                Label = line.Label,
                Color = line.Reference ? PlotColor.Black : Palette.At(places[i]),
                Style = line.Reference ? LineStyle.Dashed : LineStyle.Solid,
                Marker = line.Reference ? MarkerShape.Ring : Shapes[places[i] % Shapes.Length],
                MarkerSize = 8,
            });
        }

        return new Figure(new Panel(new Axis("Number of categories") { WholeNumbers = true }, new Axis(scan.VerticalLabel), [.. series]))
        {
            Description = $"{scan.VerticalLabel} against the number of categories",
        };
    }

    private static void Check(CategoryScanLine line)
    {
        if (line.Counts.Count == 0)
            throw new FigureException($"line '{line.Label}' has no points; it needs one at least.");
        FigureInput.Increasing(line.Counts, $"line '{line.Label}': Counts");
        FigureInput.SameCount(line.Significances.Count, $"line '{line.Label}': Significances", line.Counts.Count, "Counts");
        FigureInput.Finite(line.Significances, $"line '{line.Label}': Significances");
        if (line.Spread is not var (low, high))
            return;
        foreach ((IReadOnlyList<double> values, string what) in new[] { (low, "lowest"), (high, "highest") })
        {
            FigureInput.SameCount(values.Count, $"line '{line.Label}': the {what} of the spread", line.Counts.Count, "Counts");
            FigureInput.Finite(values, $"line '{line.Label}': the {what} of the spread");
        }
    }
}
