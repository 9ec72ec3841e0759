using System.Globalization;
using Pullback.Cli.Output;
using Pullback.Learning.Observables;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Observables.Pictures;

/// <summary>What the network makes of the events: over the plane of two features, otherwise as distributions of its output.</summary>
internal static class ResponsePicture
{
    private const int GridCells = 100;
    private const int HistogramBins = 40;

    /// <summary>Most outputs shown as maps side by side.</summary>
    private const int MostMaps = 6;

    /// <summary>Most events of a process drawn on a map; more would hide it.</summary>
    private const int MostEvents = 500;

    /// <summary>The share of events on either side that may lie outside of the map.</summary>
    private const double Outliers = 0.002;

    /// <summary>The picture.</summary>
    /// <param name="observable">The trained observable.</param>
    /// <param name="data">The events.</param>
    /// <param name="metrics">The final yields, which say in which bin the signal is.</param>
    /// <param name="threads">Threads that share the work.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    public static Picture Of(TrainedObservable observable, ObservableData data, ObservableMetrics metrics, int threads, CancellationToken cancellation) =>
        data.FeatureNames.Count == 2 ? Plane(observable, data, metrics, threads, cancellation) : Distributions(observable, data, threads, cancellation);

    private static Picture Plane(TrainedObservable observable, ObservableData data, ObservableMetrics metrics, int threads, CancellationToken cancellation)
    {
        EventSet[] sets = [.. Nominal(data).Select(n => n.Set).Distinct()];
        double[] x = Edges(sets, 0);
        double[] y = Edges(sets, 1);
        double[] grid = new double[2 * GridCells * GridCells];
        for (int row = 0; row < GridCells; row++)
        {
            for (int column = 0; column < GridCells; column++)
            {
                int cell = (row * GridCells) + column;
                grid[2 * cell] = 0.5 * (x[column] + x[column + 1]);
                grid[(2 * cell) + 1] = 0.5 * (y[row] + y[row + 1]);
            }
        }

        double[] responses = observable.Responses(grid, threads, cancellation);
        int outputs = responses.Length / (GridCells * GridCells);
        // Two outputs of a softmax add up to one, so that of the bin with more signal in it says everything.
        int first = outputs == 2 ? (SignalShare(metrics, 1) >= SignalShare(metrics, 0) ? 1 : 0) : 0;
        int count = outputs == 2 ? 1 : Math.Min(outputs, MostMaps);
        double[][,] maps = [.. Enumerable.Range(first, count).Select(output => Map(responses, outputs, output))];
        EventSample[] samples = [.. Nominal(data).Select(n => Sample(n.Process, n.Set))];
        string shown = outputs == 2 ? string.Create(CultureInfo.InvariantCulture, $"The share of an event in bin {first + 1}") : "The network's outputs";
        return new Picture(
            "network",
            NetworkOutputFigure.Create(x, y, maps, samples, data.FeatureNames[0], data.FeatureNames[1]),
            string.Create(CultureInfo.InvariantCulture, $"{shown} over the plane of the two features, with at most {MostEvents} events of each process. The line is at one half."));
    }

    private static double SignalShare(ObservableMetrics metrics, int bin) => metrics.Signal[bin] / (metrics.Signal[bin] + metrics.Background[bin]);

    private static Picture Distributions(TrainedObservable observable, ObservableData data, int threads, CancellationToken cancellation)
    {
        int outputs = observable.Definition.Summary.Outputs;
        int shown = outputs - 1;
        double[] edges = [.. Enumerable.Range(0, HistogramBins + 1).Select(i => (double)i / HistogramBins)];
        var series = new List<PlotSeries>();
        int background = 0;
        foreach ((string process, EventSet set, WeightColumn column) in Nominal(data))
        {
            double[] responses = observable.Responses(set.Features, threads, cancellation);
            double[] counts = new double[HistogramBins];
            double sum = 0;
            for (int i = 0; i < set.Count; i++)
            {
                double weight = column.Weights.Span[i];
                counts[Math.Clamp((int)(responses[(i * outputs) + shown] * HistogramBins), 0, HistogramBins - 1)] += weight;
                sum += weight;
            }

            bool isSignal = process == HistFactory.Templates.TemplateModelOptions.Signal;
            series.Add(new Histogram(edges, Array.ConvertAll(counts, c => sum > 0 ? c / sum : 0))
            {
                Label = ProcessTitle.Of(process),
                Color = isSignal ? Palette.Red : Palette.Background(background++),
            });
        }

        bool isKernel = observable.Definition.Summary is KernelSummaryOptions;
        if (isKernel) series.AddRange(observable.Edges().Skip(1).SkipLast(1).Select(edge => ReferenceLine.Vertical(edge)));
        string title = isKernel ? "Network output" : string.Create(CultureInfo.InvariantCulture, $"Share in bin {outputs}");
        var figure = new Figure(new Panel(new Axis(title), new Axis("Fraction of events"), [.. series])) { Description = $"{title} of each process" };
        return new Picture("network", figure, isKernel
            ? "The network's output for each process, normalised to one. The dashed lines are the bin edges."
            : "The share of an event in the last bin for each process, normalised to one.");
    }

    private static IEnumerable<(string Process, EventSet Set, WeightColumn Column)> Nominal(ObservableData data) =>
        data.Sets.SelectMany(set => set.Columns.Where(c => c.Side == VariationSide.Nominal).Select(c => (c.Process, set, c)));

    private static EventSample Sample(string process, EventSet set)
    {
        ReadOnlySpan<double> features = set.Features.Span;
        int count = Math.Min(set.Count, MostEvents);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++)
        {
            int e = (int)((long)i * set.Count / count);
            (x[i], y[i]) = (features[2 * e], features[(2 * e) + 1]);
        }

        return new EventSample(ProcessTitle.Of(process), x, y);
    }

    private static double[,] Map(double[] responses, int outputs, int output)
    {
        double[,] map = new double[GridCells, GridCells];
        for (int row = 0; row < GridCells; row++)
        {
            for (int column = 0; column < GridCells; column++) map[row, column] = responses[(((row * GridCells) + column) * outputs) + output];
        }

        return map;
    }

    private static double[] Edges(EventSet[] sets, int feature)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (EventSet set in sets)
        {
            double[] values = new double[set.Count];
            for (int i = 0; i < values.Length; i++) values[i] = set.Features.Span[(2 * i) + feature];
            Array.Sort(values);
            int left = (int)(Outliers * values.Length);
            (low, high) = (Math.Min(low, values[left]), Math.Max(high, values[^(left + 1)]));
        }

        double margin = high > low ? 0.04 * (high - low) : Math.Max(1, Math.Abs(low));
        (low, high) = (low - margin, high + margin);
        return [.. Enumerable.Range(0, GridCells + 1).Select(i => low + ((high - low) * i / GridCells))];
    }
}
