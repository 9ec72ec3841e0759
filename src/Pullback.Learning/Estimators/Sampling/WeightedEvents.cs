using System.Globalization;
using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Estimators.Sampling;

/// <summary>The events of a partition with their weights at any parameter point: <c>w_e(θ, ν) = Σ_b w_b(θ) W_eb · exp(Σ_k a_ek ν_k + b_ek ν_k²)</c>.</summary>
/// <remarks>Read once; the weights at benchmarks and the observations are held in memory. Reference: [MadMiner2020].</remarks>
internal sealed class WeightedEvents
{
    private const int Tile = 1 << 16;
    private readonly MadMinerSetup _setup;
    private readonly double[] _weights;
    private readonly double[] _observations;
    private readonly int[] _sampling;
    private readonly NuisanceMorphing[] _nuisance;
    private readonly int _theory;
    private readonly bool _withNuisance;
    private readonly int[] _generated;
    private readonly Lazy<EventChoice> _all;
    private readonly Lazy<EventChoice>[] _near;

    /// <summary>Reads the events of a partition.</summary>
    /// <param name="source">The events.</param>
    /// <param name="options">Which part.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">The partition is empty.</exception>
    public WeightedEvents(IMadMinerSource source, AugmentationOptions options, CancellationToken cancellation)
    {
        _setup = source.Setup;
        (First, long end) = Range(source.EventCount, options);
        Total = source.EventCount;
        if (end <= First)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are no events in the partition '{options.Partition}': the file has {source.EventCount}. Give it a larger share, or more events."), nameof(source));
        Count = checked((int)(end - First));
        int benchmarks = _setup.Benchmarks.Count;
        _theory = _setup.TheoryBenchmarks;
        _withNuisance = options.WithNuisance;
        Observables = _setup.Observables.Count;
        _weights = new double[checked(Count * _theory)];
        _observations = new double[checked(Count * Observables)];
        _nuisance = new NuisanceMorphing[checked(Count * Nuisances)];
        var sampling = new int[Count];
        Array.Fill(sampling, int.MinValue);
        for (long first = First; first < end; first += Tile)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(Tile, end - first);
            MadMinerTile tile = source.Read(first, count, observations: true);
            int at = (int)(first - First);
            tile.Observations.Span.CopyTo(_observations.AsSpan(at * Observables));
            for (int e = 0; e < count; e++)
            {
                ReadOnlySpan<double> row = tile.Weights.Span.Slice(e * benchmarks, benchmarks);
                row[.._theory].CopyTo(_weights.AsSpan((at + e) * _theory));
                Nuisance(row, _nuisance.AsSpan((at + e) * Nuisances, Nuisances));
                if (!tile.SamplingBenchmarks.IsEmpty) sampling[at + e] = (int)tile.SamplingBenchmarks.Span[e];
            }
        }

        _sampling = sampling;
        KnowsSampling = sampling[0] != int.MinValue;
        _generated = new int[_theory];
        foreach (int b in sampling)
        {
            if (b >= 0) _generated[b]++;
        }

        _all = new Lazy<EventChoice>(All);
        _near = [.. Enumerable.Range(0, _theory).Select(b => new Lazy<EventChoice>(() => Choice([.. Enumerable.Range(0, Count).Where(e => _sampling[e] == b || _sampling[e] < 0)], null)))];
    }

    /// <summary>The first event's number in the file.</summary>
    public long First { get; }

    /// <summary>The number of events of the whole file.</summary>
    public long Total { get; }

    /// <summary>The number of events.</summary>
    public int Count { get; }

    /// <summary>The number of observables.</summary>
    public int Observables { get; }

    /// <summary>Whether it is known where each event was generated.</summary>
    public bool KnowsSampling { get; }

    /// <summary>The number of nuisance parameters of a point.</summary>
    public int Nuisances => _withNuisance ? _setup.NuisanceParameters.Count : 0;

    /// <summary>The number of parameters of a point, nuisance parameters included.</summary>
    public int Parameters => _setup.Parameters.Count + Nuisances;

    /// <summary>The observables of an event.</summary>
    /// <param name="e">Its position.</param>
    public ReadOnlySpan<double> Observation(int e) => _observations.AsSpan(e * Observables, Observables);

    /// <summary>The events that a point is drawn from.</summary>
    /// <param name="theta">The point.</param>
    /// <param name="closest">Whether only events generated at the benchmark next to it count.</param>
    public EventChoice Choose(ReadOnlySpan<double> theta, bool closest)
    {
        if (!closest || !KnowsSampling) return _all.Value;
        int best = 0;
        double nearest = double.PositiveInfinity;
        for (int b = 0; b < _theory; b++)
        {
            if (_generated[b] == 0) continue;
            double distance = 0;
            for (int p = 0; p < _setup.Parameters.Count; p++) distance += Math.Pow(_setup.Benchmarks[b].Values[p] - theta[p], 2);
            if (distance < nearest) (nearest, best) = (distance, b);
        }

        return _near[best].Value;
    }

    /// <summary>The weights of the benchmarks at a point and their slopes.</summary>
    /// <param name="point">Shape [parameter], nuisance parameters last.</param>
    /// <param name="withSlopes">Whether slopes are needed.</param>
    /// <exception cref="ArgumentException">Without morphing, the point is no benchmark, or there are no finite differences for slopes.</exception>
    public PointWeights At(double[] point, bool withSlopes)
    {
        int parameters = _setup.Parameters.Count;
        if (point.Length != Parameters) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A parameter point has {point.Length} numbers, but there are {Parameters} parameters."), nameof(point));
        double[] theta = point[..parameters];
        double[] nu = point[parameters..];
        double[] values = new double[_theory];
        double[] slopes = new double[withSlopes ? parameters * _theory : 0];
        if (_setup.Morphing is { } morphing)
        {
            morphing.Weights(theta).CopyTo(values, 0);
            if (withSlopes)
            {
                double[] gradients = morphing.WeightGradients(theta);
                for (int p = 0; p < parameters; p++) gradients.AsSpan(p * morphing.Count, morphing.Count).CopyTo(slopes.AsSpan(p * _theory));
            }

            return new PointWeights(point, values, slopes, nu);
        }

        int benchmark = Enumerable.Range(0, _theory).FirstOrDefault(b => _setup.Benchmarks[b].Values.SequenceEqual(theta), -1);
        if (benchmark < 0) throw new ArgumentException($"The file has no morphing, so that only its benchmarks can be drawn from, but ({string.Join(", ", theta)}) is none of them.", nameof(point));
        values[benchmark] = 1;
        if (!withSlopes) return new PointWeights(point, values, slopes, nu);
        string name = _setup.Benchmarks[benchmark].Name;
        int row = _setup.Differences is { } d ? d.Bases.ToList().IndexOf(name) : -1;
        if (row < 0) throw new ArgumentException($"The joint score at '{name}' needs morphing or benchmarks next to it (finite differences), which the file does not have.", nameof(point));
        for (int p = 0; p < parameters; p++)
        {
            int neighbor = _setup.BenchmarkIndex(_setup.Differences!.Shifted[row][p]);
            slopes[(p * _theory) + neighbor] += 1 / _setup.Differences.Step;
            slopes[(p * _theory) + benchmark] -= 1 / _setup.Differences.Step;
        }

        return new PointWeights(point, values, slopes, nu);
    }

    /// <summary>The weight of an event at a point.</summary>
    /// <param name="e">Its position.</param>
    /// <param name="point">The point.</param>
    public double Weight(int e, PointWeights point)
    {
        ReadOnlySpan<double> row = _weights.AsSpan(e * _theory, _theory);
        double sum = 0;
        for (int b = 0; b < row.Length; b++) sum += row[b] * point.Values[b];
        return point.Nuisance.Length == 0 ? sum : sum * Factor(e, point.Nuisance);
    }

    /// <summary>The slopes of an event's weight, for nuisance parameters too.</summary>
    /// <param name="e">Its position.</param>
    /// <param name="point">The point.</param>
    /// <param name="slopes">Receives them; shape [parameter].</param>
    public void Slopes(int e, PointWeights point, Span<double> slopes)
    {
        ReadOnlySpan<double> row = _weights.AsSpan(e * _theory, _theory);
        int parameters = _setup.Parameters.Count;
        double factor = point.Nuisance.Length == 0 ? 1 : Factor(e, point.Nuisance);
        for (int p = 0; p < parameters; p++)
        {
            double sum = 0;
            for (int b = 0; b < row.Length; b++) sum += row[b] * point.Slopes[(p * _theory) + b];
            slopes[p] = sum * factor;
        }

        double weight = point.Nuisance.Length == 0 ? 0 : Weight(e, point);
        for (int k = 0; k < point.Nuisance.Length; k++) slopes[parameters + k] = weight * _nuisance[(e * Nuisances) + k].LogSlope(point.Nuisance[k]);
    }

    private static (long First, long End) Range(long count, AugmentationOptions options)
    {
        long train = (long)Math.Round((1 - options.TestFraction - options.ValidationFraction) * count);
        long validation = (long)Math.Round((1 - options.TestFraction) * count);
        return options.Partition switch
        {
            EventPartition.Train => (0, train),
            EventPartition.Validation => (train, validation),
            EventPartition.Test => (validation, count),
            _ => (0, count),
        };
    }

    // Each benchmark's events stand for the whole cross section; together they are averaged by the numbers that were generated.
    private EventChoice All()
    {
        if (!KnowsSampling) return Choice(null, null);
        long[] counts = [.. Enumerable.Range(0, _theory).Select(b => _setup.SignalEvents.Count == _theory ? _setup.SignalEvents[b] : _generated[b])];
        double all = counts.Sum();
        return Choice(null, [.. _sampling.Select(b => b < 0 ? 1.0 : counts[b] / all)]);
    }

    private EventChoice Choice(int[]? events, double[]? factors)
    {
        double[] sums = new double[_theory];
        int count = events?.Length ?? Count;
        for (int i = 0; i < count; i++)
        {
            int e = events?[i] ?? i;
            double factor = factors?[e] ?? 1;
            for (int b = 0; b < _theory; b++) sums[b] += factor * _weights[(e * _theory) + b];
        }

        return new EventChoice(events, factors, sums);
    }

    private double Factor(int e, double[] nu)
    {
        double sum = 0;
        for (int k = 0; k < nu.Length; k++) sum += _nuisance[(e * nu.Length) + k].LogFactor(nu[k]);
        return Math.Exp(sum);
    }

    private void Nuisance(ReadOnlySpan<double> row, Span<NuisanceMorphing> morphing)
    {
        for (int k = 0; k < morphing.Length; k++)
        {
            MadMinerNuisance nuisance = _setup.NuisanceParameters[k];
            morphing[k] = NuisanceMorphing.Of(
                row[_setup.ReferenceBenchmark], row[_setup.BenchmarkIndex(nuisance.PositiveBenchmark)], nuisance.NegativeBenchmark is { } below ? row[_setup.BenchmarkIndex(below)] : null);
        }
    }
}

/// <summary>The events that a point is drawn from.</summary>
/// <param name="Events">Their positions; null for all.</param>
/// <param name="Factors">What each event's weight is multiplied with; null for 1.</param>
/// <param name="Sums">The sum of these events' weights at each benchmark of the theory, factors included.</param>
internal sealed record EventChoice(int[]? Events, double[]? Factors, double[] Sums);

/// <summary>The weights of the theory's benchmarks at a point.</summary>
/// <param name="Point">The point, nuisance parameters last.</param>
/// <param name="Values">Shape [benchmark].</param>
/// <param name="Slopes">Shape [parameter, benchmark]; empty if not asked for.</param>
/// <param name="Nuisance">The nuisance parameters.</param>
internal sealed record PointWeights(double[] Point, double[] Values, double[] Slopes, double[] Nuisance);
