using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary><c>−2 Δln L</c> against a parameter, with lines at 1 and 4, where the one- and two-sigma intervals end.</summary>
public static class ProfileScanFigure
{
    /// <summary>Curves rarely say more above this value.</summary>
    private const double UsualHighest = 12;

    private static readonly PlotColor[] ComparisonColors = [Palette.Red, Palette.Orange, Palette.Violet, Palette.Gray];

    /// <summary>One panel with the curves, the lines and a mark at the minimum.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There are no points, values do not increase or are not finite, or numbers of values differ.</exception>
    public static Figure Create(ProfileScan scan)
    {
        ArgumentNullException.ThrowIfNull(scan);
        Check("the scan", scan.Values, scan.TwiceNll);
        foreach (ScanCurve other in scan.Comparisons)
            Check($"scan '{other.Label}'", other.Values, other.TwiceNll);
        FigureInput.Finite(scan.BestFit ?? 0, "the fitted value");
        double highest = scan.Highest ?? Math.Clamp(scan.Comparisons.Select(other => other.TwiceNll.Max()).Append(scan.TwiceNll.Max()).Max() * 1.05, 5, UsualHighest);
        if (!double.IsFinite(highest) || highest <= 0)
            throw new FigureException($"the upper end of the vertical axis is {Rendering.DataCheck.Number(highest)}, but must be positive.");
        double best = scan.BestFit ?? Vertex(scan.Values, scan.TwiceNll);
        var series = new List<PlotSeries>
        {
            ReferenceLine.Horizontal(1),
            ReferenceLine.Horizontal(4),
            new TextLabels(NearEnd(scan, 2), [1 + (0.028 * highest), 4 + (0.028 * highest)], ["1σ", "2σ"]) { Size = 13.5, Color = new PlotColor(80, 80, 80) },
        };
        for (int i = 0; i < scan.Comparisons.Count; i++)
        {
            ScanCurve other = scan.Comparisons[i];
            series.Add(new Curve(other.Values, other.TwiceNll) { Label = other.Label, Color = ComparisonColors[i % ComparisonColors.Length], Style = (LineStyle)(1 + (i % 3)) });
        }

        series.Add(new Curve(scan.Values, scan.TwiceNll) { Color = Palette.Blue, LineWidth = 2.4, Label = scan.Label ?? (scan.Comparisons.Count > 0 ? "Observed" : null) });
        double bottom = -0.04 * highest;
        series.Add(new Curve([best, best], [bottom, 0]) { Color = PlotColor.Black, LineWidth = 1.2, Style = LineStyle.Dotted });
        if (scan.Interval is { } interval)
            series.AddRange(Ends(interval, bottom));
        series.Add(new DataPoints([best], [0]) { MarkerSize = 8, Label = "Best fit" });
        return new Figure(new Panel(
            new Axis(scan.Parameter) { Minimum = Least(scan), Maximum = Most(scan) },
            new Axis("−2 Δln L") { Minimum = bottom, Maximum = highest },
            [.. series])
        {
            Notes = scan.Notes,
        })
        {
            Description = $"Profile likelihood scan of {scan.Parameter}",
        };
    }

    private static IEnumerable<Curve> Ends(ScanInterval interval, double bottom)
    {
        if (!double.IsFinite(interval.Level) || interval.Level <= 0)
            throw new FigureException($"the level of the interval '{interval.Label}' is {Rendering.DataCheck.Number(interval.Level)}, but must be positive.");
        string? label = interval.Label;
        foreach (double end in new[] { interval.Lower, interval.Upper }.OfType<double>())
        {
            FigureInput.Finite(end, $"an end of the interval '{interval.Label}'");
            yield return new Curve([end, end], [bottom, interval.Level]) { Color = Palette.Red, LineWidth = 1.6, Style = LineStyle.Dashed, Label = label };
            label = null;
        }
    }

    private static void Check(string what, IReadOnlyList<double> values, IReadOnlyList<double> twiceNll)
    {
        FigureInput.SameCount(twiceNll.Count, $"{what}: TwiceNll", values.Count, "Values");
        if (values.Count < 2)
            throw new FigureException($"{what} has {values.Count} points, but a curve needs two at least.");
        FigureInput.Increasing(values, $"{what}: Values");
        FigureInput.Finite(twiceNll, $"{what}: TwiceNll");
    }

    private static double Least(ProfileScan scan) => scan.Comparisons.Select(other => other.Values[0]).Append(scan.Values[0]).Min();

    private static double Most(ProfileScan scan) => scan.Comparisons.Select(other => other.Values[^1]).Append(scan.Values[^1]).Max();

    private static double[] NearEnd(ProfileScan scan, int count) =>
        [.. Enumerable.Repeat(Most(scan) - (0.035 * (Most(scan) - Least(scan))), count)];

    /// <summary>The vertex of the parabola through the lowest point and its neighbors; the lowest point itself at an end.</summary>
    private static double Vertex(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int lowest = Enumerable.Range(0, x.Count).MinBy(i => y[i]);
        if (lowest == 0 || lowest == x.Count - 1)
            return x[lowest];
        double left = x[lowest] - x[lowest - 1];
        double right = x[lowest + 1] - x[lowest];
        double riseLeft = (y[lowest - 1] - y[lowest]) / left;
        double riseRight = (y[lowest + 1] - y[lowest]) / right;
        double curvature = (riseLeft + riseRight) / (left + right);
        return curvature > 0 ? x[lowest] + (((riseLeft * right) - (riseRight * left)) / (left + right) / (2 * curvature)) : x[lowest];
    }
}
