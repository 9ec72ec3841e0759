using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>Observed result, expected median and its one- and two-sigma bands: the green and yellow figure of a search.</summary>
public static class LimitBandFigure
{
    /// <summary>Values of CLs below this exclude beyond question: a logarithmic axis ends here.</summary>
    private const double LeastCls = 1e-4;

    /// <summary>CLs against the tested parameter of interest, with a line at 0.05: what lies below is excluded at 95 % CL.</summary>
    /// <param name="scan">The CLs values, within [0, 1].</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There are no points, positions do not increase, numbers of values differ, or a value is not within [0, 1].</exception>
    public static Figure CreateScan(LimitBand scan)
    {
        Check(scan);
        foreach ((IReadOnlyList<double> values, string name) in Values(scan))
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (values[i] is < 0 or > 1 + 1e-9)
                    throw new FigureException($"{name}[{i}] is {Rendering.DataCheck.Number(values[i])}, but CLs lies within 0 and 1.");
            }
        }

        double line = scan.Line ?? 0.05;
        string lineLabel = "CLs = " + line.ToString("0.####", CultureInfo.InvariantCulture);
        var vertical = new Axis(scan.VerticalLabel ?? "CLs");
        if (!scan.Logarithmic)
            return Draw(scan, vertical with { Minimum = 0 }, line, lineLabel, "CLs against ", keepPositive: false);
        double least = Values(scan).SelectMany(values => values.Values).Where(value => value > 0).DefaultIfEmpty(LeastCls).Min();
        return Draw(scan, vertical with { Scale = AxisScale.Logarithmic, Minimum = Math.Clamp(least / 2, LeastCls, 0.02) }, line, lineLabel, "CLs against ", keepPositive: true);
    }

    /// <summary>Upper limits against a mass or another property of the signal, with a line at 1, the nominal signal strength.</summary>
    /// <param name="limits">The limits, zero or more.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There are no points, positions do not increase, numbers of values differ, or a value is negative, or zero on a logarithmic axis.</exception>
    public static Figure CreateLimits(LimitBand limits)
    {
        Check(limits);
        foreach ((IReadOnlyList<double> values, string name) in Values(limits))
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (values[i] < 0 || (limits.Logarithmic && values[i] == 0))
                    throw new FigureException($"{name}[{i}] is {Rendering.DataCheck.Number(values[i])}, but {(limits.Logarithmic ? "a limit on a logarithmic axis must be more than zero" : "an upper limit must be zero or more")}.");
            }
        }

        var vertical = new Axis(limits.VerticalLabel ?? "95 % CL upper limit on μ")
        {
            Scale = limits.Logarithmic ? AxisScale.Logarithmic : AxisScale.Linear,
            Minimum = limits.Logarithmic ? null : 0,
        };
        return Draw(limits, vertical, limits.Line ?? 1, null, "Upper limits against ", keepPositive: false);
    }

    private static void Check(LimitBand band)
    {
        ArgumentNullException.ThrowIfNull(band);
        if (band.X.Count < 2)
            throw new FigureException($"there are {band.X.Count} points, but a band needs two at least.");
        FigureInput.Increasing(band.X, "X");
        foreach ((IReadOnlyList<double> values, string name) in Values(band))
        {
            FigureInput.SameCount(values.Count, name, band.X.Count, "X");
            FigureInput.Finite(values, name);
        }
    }

    private static IEnumerable<(IReadOnlyList<double> Values, string Name)> Values(LimitBand band)
    {
        yield return (band.Expected.MinusTwo, "the expected values at −2σ");
        yield return (band.Expected.MinusOne, "the expected values at −1σ");
        yield return (band.Expected.Median, "the expected median");
        yield return (band.Expected.PlusOne, "the expected values at +1σ");
        yield return (band.Expected.PlusTwo, "the expected values at +2σ");
        if (band.Observed is { } observed)
            yield return (observed, "the observed values");
        if (band.Prediction is { } prediction)
            yield return (prediction, "the prediction");
    }

    /// <param name="band">What to draw.</param>
    /// <param name="vertical">The vertical axis.</param>
    /// <param name="line">Where the red line stands.</param>
    /// <param name="lineLabel">Its name in the legend; null for none.</param>
    /// <param name="what">Start of the description.</param>
    /// <param name="keepPositive">Whether zero is raised below the end of the axis, so that it can be drawn on a logarithmic one.</param>
    private static Figure Draw(LimitBand band, Axis vertical, double line, string? lineLabel, string what, bool keepPositive)
    {
        IReadOnlyList<double> Shown(IReadOnlyList<double> values) => keepPositive ? [.. values.Select(value => Math.Max(value, 1e-6))] : values;
        Band Between(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
            new(band.X, Shown([.. one.Zip(other, Math.Min)]), Shown([.. one.Zip(other, Math.Max)]));

        var series = new List<PlotSeries>();
        MarkerShape marker = band.X.Count <= 60 ? MarkerShape.Disc : MarkerShape.None;
        series.Add(Between(band.Expected.MinusTwo, band.Expected.PlusTwo) with { Color = Palette.TwoSigma, Label = "Expected ± 2σ" });
        series.Add(Between(band.Expected.MinusOne, band.Expected.PlusOne) with { Color = Palette.OneSigma, Label = "Expected ± 1σ" });
        series.Add(new Curve(band.X, Shown(band.Expected.Median)) { Color = PlotColor.Black, Style = LineStyle.Dashed, Label = "Expected (median)" });
        if (double.IsFinite(line))
            series.Add(ReferenceLine.Horizontal(line) with { Color = Palette.Red, Style = LineStyle.Solid, LineWidth = 1.6, Label = lineLabel });
        if (band.Prediction is { } prediction)
            series.Add(new Curve(band.X, Shown(prediction)) { Color = Palette.Violet, Style = LineStyle.DashDotted, Label = band.PredictionLabel });
        if (band.Observed is { } observed)
            series.Add(new Curve(band.X, Shown(observed)) { Color = PlotColor.Black, Marker = marker, MarkerSize = 5.5, Label = "Observed" });
        return new Figure(new Panel(new Axis(band.XLabel) { Minimum = band.X[0], Maximum = band.X[^1] }, vertical, [.. series]) { Notes = band.Notes })
        {
            Description = what + band.XLabel,
        };
    }
}
