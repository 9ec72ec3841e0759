using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>The histogram that goes into the fit: stacked backgrounds with their uncertainty, signal and data.</summary>
public static class StackedYieldsFigure
{
    /// <summary>The main panel and, if asked for, the ratio to the total background below it.</summary>
    /// <param name="yields">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">Arrays differ in length, a background yield is negative, or a bin that is divided by is empty.</exception>
    public static Figure Create(StackedYields yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        CheckLengths(yields);
        double[] background = Sum(yields);
        double[] prediction = yields.Signal is { } signal && yields.SignalOnTop ? [.. background.Zip(signal.Yields, (b, s) => b + s)] : background;
        var main = new Panel(
            yields.Horizontal,
            new Axis(yields.VerticalLabel) { Scale = yields.VerticalScale },
            [.. MainSeries(yields, background, prediction)])
        {
            Notes = yields.Notes,
        };
        if (!yields.Ratio)
            return new Figure(main) { Description = Describe(yields) };
        var ratio = new Panel(
            yields.Horizontal,
            new Axis(yields.RatioToPrediction ? "Data / pred." : "Ratio to bkg."),
            [.. yields.RatioToPrediction ? PredictionRatioSeries(yields, prediction) : RatioSeries(yields, background, prediction)])
        {
            HeightShare = 0.36,
            Legend = LegendPlacement.None,
        };
        return new Figure(main, ratio) { Height = 580, Description = Describe(yields) };
    }

    private static IEnumerable<PlotSeries> MainSeries(StackedYields yields, double[] background, double[] prediction)
    {
        IEnumerable<StackLayer> layers = yields.Backgrounds.Select((process, i) => new StackLayer(process.Label, process.Yields, Palette.Background(i)));
        if (yields.Signal is { } stacked && yields.SignalOnTop)
            layers = layers.Append(new StackLayer(stacked.Label, stacked.Yields, Palette.Red));
        yield return new StackedHistogram(yields.Edges, [.. layers]);
        if (yields.PredictionUncertainty is { } total)
            yield return UncertaintyBand.Around(yields.Edges, prediction, total);
        else if (yields.BackgroundUncertainty is { } uncertainty)
            yield return UncertaintyBand.Around(yields.Edges, background, uncertainty) with { Label = "Background unc." };
        if (yields.Signal is { } line && !yields.SignalOnTop)
            yield return new Histogram(yields.Edges, line.Yields) { Label = line.Label, Color = Palette.Red, LineWidth = 2.4 };
        if (yields.Data is { } data)
            yield return Points(yields, data, null) with { Label = "Data" };
    }

    private static void CheckDivisor(double[] divisor, string name)
    {
        int empty = Array.FindIndex(divisor, value => value <= 0);
        if (empty >= 0)
            throw new FigureException($"bin {empty}: the {name} is zero, so the ratio to it does not exist. Leave the ratio panel out or merge the bin.");
    }

    private static IEnumerable<PlotSeries> PredictionRatioSeries(StackedYields yields, double[] prediction)
    {
        CheckDivisor(prediction, "total prediction");
        if ((yields.PredictionUncertainty ?? yields.BackgroundUncertainty) is { } uncertainty)
            yield return UncertaintyBand.Around(yields.Edges, [.. prediction.Select(_ => 1.0)], [.. uncertainty.Zip(prediction, (u, n) => u / n)]);
        yield return ReferenceLine.Horizontal(1);
        if (yields.Data is { } data)
            yield return Points(yields, data, prediction);
    }

    private static IEnumerable<PlotSeries> RatioSeries(StackedYields yields, double[] background, double[] prediction)
    {
        CheckDivisor(background, "total background");
        double[] unity = [.. background.Select(_ => 1.0)];
        if (yields.PredictionUncertainty is { } total)
            yield return UncertaintyBand.Around(yields.Edges, [.. prediction.Zip(background, (n, b) => n / b)], [.. total.Zip(background, (u, b) => u / b)]);
        else if (yields.BackgroundUncertainty is { } uncertainty)
            yield return UncertaintyBand.Around(yields.Edges, unity, [.. uncertainty.Zip(background, (u, b) => u / b)]);
        yield return ReferenceLine.Horizontal(1);
        if (yields.Signal is { } signal)
            yield return new Histogram(yields.Edges, [.. signal.Yields.Zip(background, (s, b) => 1 + (s / b))]) { Color = Palette.Red, FromZero = false };
        if (yields.Data is { } data)
            yield return Points(yields, data, background);
    }

    private static DataPoints Points(StackedYields yields, IReadOnlyList<double> data, double[]? dividedBy)
    {
        double[] Scaled(IEnumerable<double> values) => [.. values.Select((value, i) => dividedBy is null ? value : value / dividedBy[i])];
        IReadOnlyList<double> down = yields.DataDown ?? [.. data.Select(n => Math.Sqrt(Math.Max(0, n)))];
        return DataPoints.InBins(yields.Edges, Scaled(data)) with
        {
            Down = Scaled(down),
            Up = yields.DataUp is null ? null : Scaled(yields.DataUp),
        };
    }

    private static double[] Sum(StackedYields yields)
    {
        double[] sum = new double[Math.Max(0, yields.Edges.Count - 1)];
        foreach (ProcessYields process in yields.Backgrounds)
        {
            for (int i = 0; i < sum.Length; i++)
                sum[i] += process.Yields[i];
        }

        return sum;
    }

    private static void CheckLengths(StackedYields yields)
    {
        int bins = yields.Edges.Count - 1;
        void Check(IReadOnlyList<double>? values, string name)
        {
            if (values is not null && values.Count != bins)
                throw new FigureException($"{name} has {values.Count} values, but {yields.Edges.Count} edges make {bins} bins.");
        }

        foreach (ProcessYields process in yields.Backgrounds)
            Check(process.Yields, $"background '{process.Label}'");
        if (yields.Signal is { } signal)
            Check(signal.Yields, $"signal '{signal.Label}'");
        Check(yields.BackgroundUncertainty, "the background uncertainty");
        Check(yields.PredictionUncertainty, "the uncertainty of the prediction");
        Check(yields.Data, "the data");
        Check(yields.DataDown, "the downward uncertainty of the data");
        Check(yields.DataUp, "the upward uncertainty of the data");
    }

    private static string Describe(StackedYields yields) =>
        $"{yields.VerticalLabel} in bins of {yields.Horizontal.Label}: stacked backgrounds{(yields.Signal is null ? "" : " and signal")}";
}
