using System.Collections.Concurrent;
using System.Globalization;
using Pullback.Learning.Estimators.Events;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Sampling;

/// <summary>Draws unweighted training and test events at any parameter points from weighted events, with joint ratio and joint score from morphing.</summary>
/// <remarks>
/// <para>At a point, event e has the probability <c>p_e = max(w_e, 0)/Σ max(w, 0)</c>; with <c>σ(θ) = Σ w_e(θ)</c> over the same events,
/// <c>r = (w_e(θ₀)/σ(θ₀))/(w_e(θ₁)/σ(θ₁))</c> and <c>t = ∇w_e/w_e − ∇σ/σ</c>. Reference: [MadMiner2020].</para>
/// <para>Unlike in MadMiner, events of negative weight leave probabilities that add up to one, no event is lost between partitions, points have random
/// numbers of their own whatever the number of threads, and rows know their event, so that a validation split can keep it on one side.</para>
/// </remarks>
public sealed class SampleAugmenter
{
    private readonly WeightedEvents _events;
    private readonly AugmentationOptions _options;

    /// <summary>Reads the events of the partition.</summary>
    /// <param name="source">The events.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">Options are not valid, or the partition is empty.</exception>
    public SampleAugmenter(IMadMinerSource source, AugmentationOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        _options = options;
        _events = new WeightedEvents(source, options, cancellation);
    }

    /// <summary>The number of parameters of a point: those of the theory, then, if asked for, the nuisance parameters.</summary>
    public int Parameters => _events.Parameters;

    /// <summary>The number of events that are drawn from.</summary>
    public int SourceEvents => _events.Count;

    /// <summary>Events at points, without anything else: for tests and for densities.</summary>
    /// <param name="points">Shape [point][parameter].</param>
    /// <param name="count">The number of events, shared among the points.</param>
    /// <param name="withScore">Whether the joint score is given: for scores and for scandal.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">A point does not fit, or an event's weights define no score.</exception>
    public AugmentedSample AtPoints(IReadOnlyList<double[]> points, int count, bool withScore, CancellationToken cancellation = default) =>
        Draw([.. points.Select(p => (p, (double[]?)null, 0))], count, Columns.None | (withScore ? Columns.Score : Columns.None), cancellation);

    /// <summary>Events for ratios: half drawn at the numerators (y = 0), half at the denominators (y = 1), with joint ratio and joint score.</summary>
    /// <param name="numerators">θ₀; shape [point][parameter].</param>
    /// <param name="denominators">θ₁; the shorter of both lists is cycled.</param>
    /// <param name="count">The number of events, shared among the pairs.</param>
    /// <param name="withScore">Whether the joint score at the numerator is given.</param>
    /// <param name="withDenominatorScore">Whether that at the denominator is given too, for doubly parameterized ratios.</param>
    /// <param name="additional">Points that each drawn event is given again with, in place of the point that it was not drawn at; null for none. Shape [point][parameter].</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">A point does not fit, or an event's weights define no ratio.</exception>
    public AugmentedSample Ratio(
        IReadOnlyList<double[]> numerators, IReadOnlyList<double[]> denominators, int count, bool withScore = true, bool withDenominatorScore = false,
        IReadOnlyList<double[]>? additional = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        int pairs = numerators.Count == 0 || denominators.Count == 0 ? 0 : Math.Max(numerators.Count, denominators.Count);
        var sets = new (double[], double[]?, int)[2 * pairs];
        for (int i = 0; i < pairs; i++)
        {
            for (int label = 0; label < 2; label++) sets[(2 * i) + label] = (numerators[i % numerators.Count], denominators[i % denominators.Count], label);
        }

        return Draw(sets, count, Columns.Ratio | (withScore ? Columns.Score : Columns.None) | (withDenominatorScore ? Columns.DenominatorScore : Columns.None), cancellation, additional);
    }

    /// <summary>Every event once with its weight at a point instead of a draw: nothing is lost, and training takes the weights.</summary>
    /// <param name="point">Shape [parameter].</param>
    /// <param name="withScore">Whether the joint score is given.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The events of positive weight; weights add up to the cross section in pb.</returns>
    /// <exception cref="ArgumentException">The point does not fit, or the weights have no positive sum.</exception>
    public AugmentedSample Weighted(double[] point, bool withScore, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(point);
        PointWeights at = _events.At(point, withScore);
        Selection chosen = Select(point, at, withScore);
        int[] events = [.. Enumerable.Range(0, chosen.Weights.Length).Where(i => chosen.Weights[i] > 0)];
        AugmentedSample sample = Empty(events.Length, withScore ? Columns.Score : Columns.None) with
        {
            Weights = [.. events.Select(i => chosen.Weights[i] * _events.Total / _events.Count)],
            EffectiveEvents = chosen.EffectiveEvents,
        };
        for (int row = 0; row < events.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Fill(sample, row, chosen.Event(events[row]), at, null, chosen, 0);
        }

        return sample;
    }

    /// <summary>Cross sections at points, <c>σ = Σ w</c> scaled to the whole file, with their statistical uncertainties <c>√Σ w²</c>.</summary>
    /// <param name="points">Shape [point][parameter].</param>
    /// <returns>In pb; shape [point] each.</returns>
    /// <exception cref="ArgumentException">A point does not fit.</exception>
    public (double[] Values, double[] Uncertainties) CrossSections(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[] values = new double[points.Count], uncertainties = new double[points.Count];
        double whole = (double)_events.Total / _events.Count;
        for (int i = 0; i < points.Count; i++)
        {
            PointWeights at = _events.At(points[i], withSlopes: false);
            EventChoice choice = _events.Choose(points[i], closest: false);
            double sum = 0, squares = 0;
            for (int e = 0; e < _events.Count; e++)
            {
                double weight = _events.Weight(e, at) * (choice.Factors?[e] ?? 1);
                sum += weight;
                squares += weight * weight;
            }

            values[i] = sum * whole;
            uncertainties[i] = Math.Sqrt(squares) * whole;
        }

        return (values, uncertainties);
    }

    private AugmentedSample Draw((double[] Numerator, double[]? Denominator, int Label)[] sets, int count, Columns columns, CancellationToken cancellation, IReadOnlyList<double[]>? additional = null)
    {
        if (sets.Length == 0) throw new ArgumentException("There is no parameter point; give at least one.", nameof(sets));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int times = 1 + (additional?.Count ?? 0);
        long rows = (long)count * times;
        if (rows * Math.Max(_events.Observables, _events.Parameters) > Array.MaxLength)
            throw new ArgumentException($"The sample would have {rows} rows of up to {Math.Max(_events.Observables, _events.Parameters)} numbers, which is more than an array can hold. Ask for fewer events.", nameof(count));
        AugmentedSample sample = Empty((int)rows, columns);
        int[] place = new RandomStream(_options.Seed, "augmented order").Permutation((int)rows);
        double[] effective = new double[sets.Length];
        Array.Fill(effective, double.PositiveInfinity);
        var failures = new ConcurrentDictionary<int, ArgumentException>();
        int done = 0;
        int threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        Parallel.For(0, sets.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, s =>
        {
            int first = (int)((long)count * s / sets.Length);
            int end = (int)((long)count * (s + 1) / sets.Length);
            if (first == end) return;
            try
            {
                effective[s] = One(sets[s], s, place.AsSpan(first * times, (end - first) * times), sample, columns, additional ?? []);
                _options.Progress?.Report((double)Interlocked.Increment(ref done) / sets.Length);
            }
            catch (ArgumentException problem)
            {
                failures[s] = problem;
            }
        });
        if (!failures.IsEmpty) throw failures.MinBy(f => f.Key).Value;
        return sample with { EffectiveEvents = effective.Min() };
    }

    private double One((double[] Numerator, double[]? Denominator, int Label) set, int number, ReadOnlySpan<int> rows, AugmentedSample sample, Columns columns, IReadOnlyList<double[]> additional)
    {
        PointWeights numerator = _events.At(set.Numerator, columns.HasFlag(Columns.Score));
        PointWeights? denominator = set.Denominator is null ? null : _events.At(set.Denominator, columns.HasFlag(Columns.DenominatorScore));
        PointWeights drawn = set.Label == 0 ? numerator : denominator!;
        bool withSlopes = columns.HasFlag(Columns.Score) || columns.HasFlag(Columns.DenominatorScore);
        Selection chosen = Select(drawn.Point, drawn, withSlopes, numerator, denominator);
        var pairs = new List<(PointWeights Numerator, PointWeights? Denominator, Selection Chosen)> { (numerator, denominator, chosen) };
        foreach (double[] point in additional)
        {
            PointWeights other = _events.At(point, columns.HasFlag(set.Label == 0 ? Columns.DenominatorScore : Columns.Score));
            (PointWeights above, PointWeights below) = set.Label == 0 ? (numerator, other) : (other, denominator!);
            pairs.Add((above, below, Select(drawn.Point, drawn, withSlopes, above, below)));
        }

        double[] cumulative = new double[chosen.Weights.Length];
        double sum = 0;
        for (int i = 0; i < cumulative.Length; i++) cumulative[i] = sum += Math.Max(chosen.Weights[i], 0);
        var stream = new RandomStream(_options.Seed, "augmentation", (ulong)number);
        for (int next = 0; next < rows.Length; next += pairs.Count)
        {
            // The first event whose cumulative weight lies above: events of no weight are never drawn.
            double u = stream.Uniform() * sum;
            int low = 0, high = cumulative.Length - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (cumulative[middle] > u) high = middle;
                else low = middle + 1;
            }

            for (int k = 0; k < pairs.Count; k++) Fill(sample, rows[next + k], chosen.Event(low), pairs[k].Numerator, pairs[k].Denominator, pairs[k].Chosen, set.Label);
        }

        return chosen.EffectiveEvents;
    }

    private void Fill(AugmentedSample sample, int row, int e, PointWeights numerator, PointWeights? denominator, Selection chosen, int label)
    {
        int width = _events.Observables;
        int parameters = _events.Parameters;
        _events.Observation(e).CopyTo(sample.Observables.AsSpan(row * width));
        sample.EventIds[row] = _events.First + e;
        numerator.Point.CopyTo(sample.Numerator, row * parameters);
        denominator?.Point.CopyTo(sample.Denominator, row * parameters);
        if (sample.Labels.Length > 0) sample.Labels[row] = label;
        if (sample.JointRatio.Length > 0)
            sample.JointRatio[row] = Positive(e, numerator) / chosen.NumeratorSum / (Positive(e, denominator!) / chosen.DenominatorSum);
        if (sample.JointScore.Length > 0) Score(e, numerator, chosen.NumeratorSum, chosen.NumeratorSlopes, sample.JointScore.AsSpan(row * parameters, parameters));
        if (sample.DenominatorScore.Length > 0) Score(e, denominator!, chosen.DenominatorSum, chosen.DenominatorSlopes, sample.DenominatorScore.AsSpan(row * parameters, parameters));
    }

    private void Score(int e, PointWeights point, double sum, double[] slopes, Span<double> score)
    {
        double weight = Positive(e, point);
        _events.Slopes(e, point, score);
        for (int p = 0; p < score.Length; p++) score[p] = (score[p] / weight) - (slopes[p] / sum);
    }

    private double Positive(int e, PointWeights point)
    {
        double weight = _events.Weight(e, point);
        return weight > 0 ? weight : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"Event {_events.First + e} has the weight {weight:R} at the parameter point ({string.Join(", ", point.Point)}), so that its joint ratio or score is not defined. Remove such events, keep away from the point, or choose a morphing basis with smaller weights."),
            nameof(e));
    }

    private Selection Select(double[] theta, PointWeights drawn, bool withSlopes, PointWeights? numerator = null, PointWeights? denominator = null)
    {
        EventChoice choice = _events.Choose(theta, _options.ClosestBenchmark);
        numerator ??= drawn;
        double[] weights = new double[choice.Events?.Length ?? _events.Count];
        double positive = 0, largest = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            int e = choice.Events?[i] ?? i;
            double weight = _events.Weight(e, drawn) * (choice.Factors?[e] ?? 1);
            weights[i] = weight;
            positive += Math.Max(weight, 0);
            largest = Math.Max(largest, weight);
        }

        if (_options.MinimumEffectiveEvents is { } effective) (positive, largest) = LeaveOut(weights, positive / effective, positive, largest);
        (double numeratorSum, double[] numeratorSlopes) = Sum(choice, numerator, withSlopes);
        (double denominatorSum, double[] denominatorSlopes) = denominator is null ? (1, []) : Sum(choice, denominator, withSlopes);
        if (!(positive > 0) || !(numeratorSum > 0) || !(denominatorSum > 0))
            throw new ArgumentException($"The weights of the events that are drawn from have no positive sum at the parameter point ({string.Join(", ", theta)}). Look for negative morphing weights far outside of the basis.", nameof(theta));
        return new Selection(choice.Events, weights, numeratorSum, denominatorSum, numeratorSlopes, denominatorSlopes, positive / largest);
    }

    // Leaves out the events above a weight.
    private static (double Positive, double Largest) LeaveOut(double[] weights, double limit, double positive, double largest)
    {
        if (largest <= limit) return (positive, largest);
        (positive, largest) = (0, 0);
        foreach (ref double weight in weights.AsSpan())
        {
            if (weight > limit) weight = 0;
            positive += Math.Max(weight, 0);
            largest = Math.Max(largest, weight);
        }

        return (positive, largest);
    }

    // The cross section of a choice of events and its slopes: from the sums at the benchmarks, unless nuisance parameters change every event by itself.
    private (double Sum, double[] Slopes) Sum(EventChoice choice, PointWeights point, bool withSlopes)
    {
        double sum = 0;
        double[] slopes = new double[_events.Parameters];
        bool asked = withSlopes && point.Slopes.Length > 0;
        int benchmarks = choice.Sums.Length;
        if (point.Nuisance.Length == 0)
        {
            for (int b = 0; b < benchmarks; b++)
            {
                sum += point.Values[b] * choice.Sums[b];
                for (int p = 0; asked && p < slopes.Length; p++) slopes[p] += point.Slopes[(p * benchmarks) + b] * choice.Sums[b];
            }

            return (sum, slopes);
        }

        double[] own = new double[slopes.Length];
        int count = choice.Events?.Length ?? _events.Count;
        for (int i = 0; i < count; i++)
        {
            int e = choice.Events?[i] ?? i;
            double factor = choice.Factors?[e] ?? 1;
            sum += factor * _events.Weight(e, point);
            if (!asked) continue;
            _events.Slopes(e, point, own);
            for (int p = 0; p < slopes.Length; p++) slopes[p] += factor * own[p];
        }

        return (sum, slopes);
    }

    private AugmentedSample Empty(int count, Columns columns)
    {
        int parameters = _events.Parameters;
        bool ratio = columns.HasFlag(Columns.Ratio);
        return new AugmentedSample
        {
            Parameters = parameters,
            Observables = new double[count * _events.Observables],
            Numerator = new double[count * parameters],
            Denominator = ratio ? new double[count * parameters] : [],
            Labels = ratio ? new double[count] : [],
            JointRatio = ratio ? new double[count] : [],
            JointScore = columns.HasFlag(Columns.Score) ? new double[count * parameters] : [],
            DenominatorScore = columns.HasFlag(Columns.DenominatorScore) ? new double[count * parameters] : [],
            EventIds = new double[count],
            EffectiveEvents = 0,
        };
    }

    [Flags]
    private enum Columns
    {
        None = 0,
        Ratio = 1,
        Score = 2,
        DenominatorScore = 4,
    }

    private sealed record Selection(int[]? Events, double[] Weights, double NumeratorSum, double DenominatorSum, double[] NumeratorSlopes, double[] DenominatorSlopes, double EffectiveEvents)
    {
        public int Event(int position) => Events?[position] ?? position;
    }
}
