using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Estimators;

/// <summary>How the ends of intervals scatter over pseudo-experiments, with the expected ends and the true value.</summary>
public static class PseudoLimitsFigure
{
    /// <summary>One panel with a histogram of lower and one of upper ends.</summary>
    /// <param name="limits">What to show.</param>
    /// <param name="bins">Bins over the range of all ends, at least 1.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no end, or a value is not finite.</exception>
    public static Figure Create(PseudoLimits limits, int bins = 40)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        FigureInput.Finite(limits.Truth, "the true value");
        FigureInput.Finite(limits.Lower, "Lower");
        FigureInput.Finite(limits.Upper, "Upper");
        double[] all = [.. limits.Lower, .. limits.Upper];
        if (all.Length == 0) throw new FigureException("There are no ends of intervals; the figure needs at least one. Widen the bounds of the parameter.");
        double low = Math.Min(all.Min(), limits.Truth), high = Math.Max(all.Max(), limits.Truth);
        double width = high > low ? (high - low) / bins : 1;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => low + (i * width))];
        var series = new List<PlotSeries>();
        foreach ((IReadOnlyList<double> ends, double? expected, string name, PlotColor color) in new[]
        {
            (limits.Lower, limits.ExpectedLower, "Lower", Palette.Orange), (limits.Upper, limits.ExpectedUpper, "Upper", Palette.Blue),
        })
        {
            if (ends.Count > 0) series.Add(new Histogram(edges, Fill(ends, low, width, bins)) { Label = $"{name} ends", Color = color });
            if (expected is not { } value) continue;
            FigureInput.Finite(value, $"the expected {name.ToLowerInvariant()} end");
            series.Add(ReferenceLine.Vertical(value) with { Color = color, LineWidth = 2, Label = $"{name}, expected" });
        }

        series.Add(ReferenceLine.Vertical(limits.Truth) with { Style = LineStyle.Dotted, Color = PlotColor.Black, LineWidth = 1.6, Label = "Truth" });
        return new Figure(new Panel(new Axis(limits.Parameter), new Axis("Pseudo-experiments"), [.. series]) { Notes = limits.Notes, Legend = LegendPlacement.Above })
        {
            Description = $"Ends of the intervals of {limits.Parameter} over pseudo-experiments",
        };
    }

    private static double[] Fill(IReadOnlyList<double> values, double low, double width, int bins)
    {
        double[] counts = new double[bins];
        foreach (double value in values) counts[Math.Clamp((int)((value - low) / width), 0, bins - 1)]++;
        return counts;
    }
}
