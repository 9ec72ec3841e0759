using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>All channels of a fit in one wide figure: stacked processes with the uncertainty of their sum, data, and the ratio of both.</summary>
public static class ChannelYieldsFigure
{
    /// <summary>Largest distance from one that the ratio panel shows; data above are marked by triangles at its upper end.</summary>
    private const double MostRatioReach = 0.95;

    /// <summary>Bins are widened up to this width of the frame, so that the names of channels fit above them.</summary>
    private const double WidestForNames = 1200;

    /// <summary>Height of the main frame, about; names of channels take their share of it.</summary>
    private const double MainHeight = 330;

    private const double NameSize = 14.5;

    /// <summary>Every how many bins a number stands, from dense to thin.</summary>
    private static readonly int[] Strides = [1, 2, 5, 10];

    /// <summary>Distances from one that the ratio panel prefers.</summary>
    private static readonly double[] RatioReaches = [0.11, 0.22, 0.33, 0.55];

    private static readonly PlotColor Separator = new(90, 90, 90);

    /// <summary>The main panel with the names of the channels at the top and thin lines between them, and the ratio below.</summary>
    /// <remarks><para>Bins without a prediction have no ratio. If every channel has a single bin, the names stand below the bins instead.</para></remarks>
    /// <param name="yields">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no channel or process, numbers of bins differ within a channel, or a number is negative or not finite.</exception>
    public static Figure Create(YieldsByChannel yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        int[] bins = Check(yields);
        int total = bins.Sum();
        double wanted = yields.Channels.Select((channel, i) => (NameStyle.Width(channel.Name) + 16) / bins[i]).Max();
        double pitch = Math.Max(Math.Clamp(1200.0 / total, 14, 46), wanted * total <= (bins.Max() == 1 ? WidestForNames / 2 : WidestForNames) ? wanted : 0);
        int width = (int)Math.Clamp(120 + (pitch * total), 560, 10_000);
        pitch = (width - 120.0) / total;
        var joined = Joined.From(yields, bins);
        bool singleBins = bins.All(count => count == 1);
        var horizontal = new Axis(yields.HorizontalLabel) { Categories = BinNames(yields, bins, pitch), LongestName = 260 };
        double[] starts = [.. bins.Select((_, i) => (double)bins.Take(i).Sum())];
        bool upright = yields.Channels.Where((channel, i) => NameStyle.Width(channel.Name) > (bins[i] * pitch) - 8).Any();
        double longest = Math.Min(190, yields.Channels.Max(channel => NameStyle.Width(channel.Name)));
        double room = singleBins ? 0.05 : ((upright ? longest : NameSize) + 22) / MainHeight;
        (double low, double high) = Limits(yields.VerticalScale, joined, room);
        var vertical = new AxisSpan(yields.VerticalScale, low, high);
        double NameAt(string name) => vertical.At(1 - ((14 + ((upright ? Math.Min(longest, NameStyle.Width(name)) : NameSize) / 2)) / MainHeight));
        var main = new List<PlotSeries>
        {
            new StackedHistogram(joined.Edges, [.. joined.Processes.Select(process => new StackLayer(process.Label, process.Yields, process.Color))]),
        };
        if (joined.HasUncertainty)
            main.Add(UncertaintyBand.Around(joined.Edges, joined.Prediction, joined.Uncertainty));
        int[] observed = [.. Enumerable.Range(0, total).Where(i => joined.Data[i] is not null)];
        if (observed.Length > 0)
            main.Add(Points(joined, observed, i => 1) with { Label = "Data" });
        ReferenceLine[] separators = singleBins ? [] : [.. starts.Skip(1).Select(start => ReferenceLine.Vertical(start) with { Color = Separator, Style = LineStyle.Solid, LineWidth = 1 })];
        main.AddRange(separators);
        if (!singleBins)
        {
            main.Add(new TextLabels([.. starts.Select((start, i) => start + (bins[i] / 2.0))], [.. yields.Channels.Select(channel => NameAt(channel.Name))], [.. yields.Channels.Select(channel => upright ? NameStyle.Cut(channel.Name, (float)longest) : channel.Name)])
            {
                Upright = upright,
                Size = NameSize,
            });
        }

        var panel = new Panel(horizontal, new Axis(yields.VerticalLabel) { Scale = yields.VerticalScale, Minimum = low, Maximum = high }, [.. main])
        {
            Legend = LegendPlacement.Above,
            Notes = yields.Notes,
        };
        string description = $"{yields.VerticalLabel} in {yields.Channels.Count.ToString(CultureInfo.InvariantCulture)} channels: stacked processes and data";
        float widest = horizontal.Categories.Max(NameStyle.Width);
        int names = widest > pitch - 7 ? (int)(0.6 * Math.Min(widest, horizontal.LongestName)) : 0;
        if (!yields.Ratio || observed.Length == 0)
            return new Figure(panel) { Width = width, Height = 460 + names, Description = description };
        var ratio = new Panel(horizontal, RatioAxis(joined, observed), [.. RatioSeries(joined, observed), .. separators])
        {
            HeightShare = 0.36,
            Legend = LegendPlacement.None,
        };
        return new Figure(panel, ratio) { Width = width, Height = 590 + names, Description = description };
    }

    private static TextStyle NameStyle => TextStyle.TickLabel;

    /// <returns>The number of bins of each channel.</returns>
    private static int[] Check(YieldsByChannel yields)
    {
        if (yields.Channels.Count == 0)
            throw new FigureException("There are no channels; the figure needs at least one.");
        return [.. yields.Channels.Select(CheckChannel)];
    }

    private static int CheckChannel(ChannelYields channel)
    {
        string where = $"channel '{channel.Name}'";
        if (channel.Processes.Count == 0)
            throw new FigureException($"{where} has no processes; a stack needs at least one.");
        int bins = channel.Processes[0].Yields.Count;
        if (bins == 0)
            throw new FigureException($"{where}, process '{channel.Processes[0].Label}' has no bins; it needs at least one.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ProcessYields process in channel.Processes)
        {
            if (!seen.Add(process.Label))
                throw new FigureException($"{where} has two processes '{process.Label}'; add them or name them differently.");
            CheckBins(process.Yields, $"{where}, process '{process.Label}'", bins);
        }

        CheckBins(channel.Uncertainty, $"{where}, the uncertainty", bins);
        CheckBins(channel.Data, $"{where}, the data", bins);
        if (channel.BinNames is { } names && names.Count != bins)
            throw new FigureException($"{where} has {names.Count} names for {bins} bins.");
        return bins;
    }

    private static void CheckBins(IReadOnlyList<double>? values, string what, int bins)
    {
        if (values is null)
            return;
        if (values.Count != bins)
            throw new FigureException($"{what} has {values.Count} bins, but the first process of the channel has {bins}.");
        for (int i = 0; i < bins; i++)
            FigureInput.NotNegative(values[i], $"{what}: bin {i.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Names of all bins; numbers are thinned until they fit side by side.</summary>
    private static string[] BinNames(YieldsByChannel yields, int[] bins, double pitch)
    {
        int stride = Strides.FirstOrDefault(stride => stride * pitch >= 27, 20);
        return
        [
            .. yields.Channels.SelectMany((channel, c) => channel.BinNames
                ?? (bins.Max() == 1
                    ? [channel.Name]
                    : Enumerable.Range(0, bins[c]).Select(bin => bin % stride == 0 ? (bin + 1).ToString(CultureInfo.InvariantCulture) : ""))),
        ];
    }

    /// <summary>Limits of the vertical axis.</summary>
    /// <param name="scale">Linear or logarithmic.</param>
    /// <param name="joined">The bins.</param>
    /// <param name="room">Share of the frame that stays free at the top.</param>
    private static (double Low, double High) Limits(AxisScale scale, Joined joined, double room)
    {
        double most = Enumerable.Range(0, joined.Prediction.Length)
            .Max(i => Math.Max(joined.Prediction[i] + joined.Uncertainty[i], joined.Data[i] is { } n ? n + Math.Sqrt(n) : 0));
        if (most <= 0)
            most = 1;
        if (scale == AxisScale.Linear)
            return (0, most * 1.04 / (1 - room));

        double least = joined.Prediction.Concat(joined.Data.Select(n => n ?? 0)).Where(value => value > 0).DefaultIfEmpty(most).Min();
        double low = Math.Log10(Math.Max(least / 3, most * 1e-6));
        double top = low + ((Math.Log10(most * 1.3) - low) / (1 - room));
        return (Math.Pow(10, low), Math.Pow(10, top));
    }

    private static DataPoints Points(Joined joined, int[] shown, Func<int, double> divisor)
    {
        double[] bars = [.. shown.Select(i => Math.Sqrt(joined.Data[i]!.Value) / divisor(i))];
        return new DataPoints([.. shown.Select(i => i + 0.5)], [.. shown.Select(i => joined.Data[i]!.Value / divisor(i))]) { Down = bars, Up = bars };
    }

    private static int[] WithRatio(Joined joined, int[] observed) => [.. observed.Where(i => joined.Prediction[i] > 0)];

    private static Axis RatioAxis(Joined joined, int[] observed)
    {
        double farthest = WithRatio(joined, observed)
            .Max(i => (double?)Math.Max(Math.Abs((joined.Data[i]!.Value / joined.Prediction[i]) - 1) + (Math.Sqrt(joined.Data[i]!.Value) / joined.Prediction[i]), joined.Uncertainty[i] / joined.Prediction[i])) ?? 0;
        double reach = RatioReaches.FirstOrDefault(reach => reach >= farthest, MostRatioReach);
        return new Axis("Data / pred.") { Minimum = 1 - reach, Maximum = 1 + reach };
    }

    private static IEnumerable<PlotSeries> RatioSeries(Joined joined, int[] observed)
    {
        if (joined.HasUncertainty)
        {
            double[] relative = [.. joined.Prediction.Zip(joined.Uncertainty, (total, u) => total > 0 ? u / total : 0)];
            yield return UncertaintyBand.Around(joined.Edges, [.. joined.Prediction.Select(_ => 1.0)], relative);
        }

        yield return ReferenceLine.Horizontal(1);
        int[] shown = WithRatio(joined, observed);
        yield return Points(joined, shown, i => joined.Prediction[i]);
        int[] above = [.. shown.Where(i => joined.Data[i]!.Value / joined.Prediction[i] > 1 + MostRatioReach)];
        if (above.Length > 0)
            yield return new DataPoints([.. above.Select(i => i + 0.5)], [.. above.Select(_ => 1 + (0.93 * MostRatioReach))]) { Marker = MarkerShape.Triangle, MarkerSize = 9, Color = Palette.Red };
    }

    /// <summary>The bins of all channels in a row.</summary>
    private sealed record Joined(double[] Edges, IReadOnlyList<(string Label, double[] Yields, PlotColor Color)> Processes, double[] Prediction, double[] Uncertainty, double?[] Data, bool HasUncertainty)
    {
        public static Joined From(YieldsByChannel yields, int[] bins)
        {
            int total = bins.Sum();
            string[] labels = [.. yields.Channels.SelectMany(channel => channel.Processes).Select(process => process.Label).Distinct()];
            if (yields.Signal is { } signal && labels.Contains(signal))
                labels = [.. labels.Where(label => label != signal), signal];
            else if (yields.Signal is { } missing)
                throw new FigureException($"The signal '{missing}' is in no channel; the processes are {string.Join(", ", labels.Select(label => $"'{label}'"))}.");
            double[][] processes = [.. labels.Select(label => yields.Channels.SelectMany((channel, c) =>
                channel.Processes.FirstOrDefault(process => process.Label == label)?.Yields ?? new double[bins[c]]).ToArray())];
            double[] prediction = [.. Enumerable.Range(0, total).Select(i => processes.Sum(process => process[i]))];
            return new Joined(
                [.. Enumerable.Range(0, total + 1).Select(i => (double)i)],
                [.. labels.Select((label, p) => (label, processes[p], label == yields.Signal ? Palette.Red : Palette.Background(p)))],
                prediction,
                [.. yields.Channels.SelectMany((channel, c) => channel.Uncertainty ?? new double[bins[c]])],
                [.. yields.Channels.SelectMany((channel, c) => channel.Data?.Select(n => (double?)n) ?? new double?[bins[c]])],
                yields.Channels.Any(channel => channel.Uncertainty is not null));
        }
    }
}
