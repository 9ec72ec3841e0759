using System.Numerics;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;
using Pullback.Numerics.Summation;

namespace Pullback.Learning.Observables;

/// <summary>The events of one set, split into those that training sees and those kept out, and dealt into batches.</summary>
internal sealed class TrainingSample<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EventBatch<T> _all;
    private readonly int _width;
    private readonly ulong _seed;
    private readonly string _name;
    private readonly T[] _features;
    private readonly double[][] _weights;
    private readonly DropoutMasks<T> _masks;
    private readonly double[] _totals;
    private readonly int[] _order;

    /// <summary>Splits a set. Each part is scaled to the expected yield of the whole.</summary>
    /// <param name="set">The events.</param>
    /// <param name="scaling">The shift and scale of each feature.</param>
    /// <param name="validationFraction">The share kept out.</param>
    /// <param name="maskWidths">The widths of the hidden layers for dropout; empty without.</param>
    /// <param name="seed">The user's seed.</param>
    public TrainingSample(EventSet set, FeatureScaling scaling, double validationFraction, IReadOnlyList<int> maskWidths, ulong seed)
    {
        _name = set.Name;
        _seed = seed;
        _width = scaling.Shift.Count;
        T[] features = scaling.Apply<T>(set.Features.Span);
        (int[] seen, int[] kept) = Split(set, validationFraction, seed);
        _all = Part(set, features, seen);
        Validation = kept.Length == 0 ? null : Part(set, features, kept);
        _features = new T[_all.Count * _width];
        _weights = [.. _all.Weights.Select(_ => new double[_all.Count])];
        _masks = new DropoutMasks<T>(maskWidths, _all.Count, seed, set.Name);
        _totals = [.. _all.Weights.Select(w => Total(w.Span))];
        _order = new int[_all.Count];
    }

    /// <summary>All events that training sees.</summary>
    public EventBatch<T> All => _all;

    /// <summary>The events kept out, or null.</summary>
    public EventBatch<T>? Validation { get; }

    /// <summary>How many events of a set are kept out: at least one event remains on either side.</summary>
    public static int KeptOut(int count, double fraction) => fraction == 0 || count < 2 ? 0 : Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);

    /// <summary>The events that training sees, and those kept out.</summary>
    public static (int[] Seen, int[] Kept) Split(EventSet set, double fraction, ulong seed)
    {
        int kept = KeptOut(set.Count, fraction);
        if (kept == 0) return ([.. Enumerable.Range(0, set.Count)], []);
        int[] order = new RandomStream(seed, "validation split " + set.Name).Permutation(set.Count);
        return (order[kept..], order[..kept]);
    }

    /// <summary>Draws the order of the events for an epoch.</summary>
    public void Shuffle(int epoch) => new RandomStream(_seed, "batches " + _name, (ulong)epoch).FillPermutation(_order);

    /// <summary>The share of the events that belongs to a step, scaled to the expected yield of all, with its dropout masks.</summary>
    /// <param name="step">The step within the epoch.</param>
    /// <param name="steps">The number of steps of an epoch.</param>
    /// <param name="update">The number of the update, which keys the dropout.</param>
    /// <param name="dropout">The share of hidden outputs to drop.</param>
    public EventBatch<T> Deal(int step, int steps, long update, double dropout)
    {
        if (steps == 1) return new EventBatch<T> { Features = _all.Features, Weights = _all.Weights, Factors = _all.Factors, Masks = _masks.Draw(_all.Count, update, dropout) };
        int first = First(step, steps);
        int count = First(step + 1, steps) - first;
        double[] factors = new double[_weights.Length];
        Gather(first, count);
        for (int c = 0; c < _weights.Length; c++) factors[c] = Rescale(_weights[c].AsSpan(0, count), _totals[c], (double)_all.Count / count);
        return Gathered(count, factors, _masks.Draw(count, update, dropout));
    }

    /// <summary>The events that do not belong to the first step of an epoch, as they are.</summary>
    /// <param name="steps">The number of steps of an epoch.</param>
    public EventBatch<T> AfterFirst(int steps)
    {
        int first = First(1, steps);
        int count = _all.Count - first;
        Gather(first, count);
        return Gathered(count, [.. _weights.Select(_ => 1.0)], []);
    }

    private static EventBatch<T> Part(EventSet set, T[] features, int[] order)
    {
        int width = features.Length / set.Count;
        var part = new T[order.Length * width];
        for (int i = 0; i < order.Length; i++) features.AsSpan(order[i] * width, width).CopyTo(part.AsSpan(i * width, width));
        var weights = new ReadOnlyMemory<double>[set.Columns.Count];
        for (int c = 0; c < weights.Length; c++)
        {
            ReadOnlySpan<double> all = set.Columns[c].Weights.Span;
            double[] column = new double[order.Length];
            for (int i = 0; i < order.Length; i++) column[i] = all[order[i]];
            if (order.Length < set.Count) _ = Rescale(column, Total(all), (double)set.Count / order.Length);
            weights[c] = column;
        }

        return new EventBatch<T> { Features = part, Weights = weights, Factors = [.. weights.Select(_ => 1.0)] };
    }

    // To the same sum of weights; where weights of either sign leave no usable sum, by the number of events.
    private static double Rescale(Span<double> weights, double total, double countFactor)
    {
        double sum = Total(weights);
        double factor = sum > 0 && total > 0 ? total / sum : countFactor;
        foreach (ref double weight in weights) weight *= factor;
        return factor;
    }

    private int First(int step, int steps) => (int)((long)_all.Count * step / steps);

    private void Gather(int first, int count)
    {
        ReadOnlySpan<T> features = _all.Features.Span;
        for (int i = 0; i < count; i++) features.Slice(_order[first + i] * _width, _width).CopyTo(_features.AsSpan(i * _width, _width));
        for (int c = 0; c < _weights.Length; c++)
        {
            ReadOnlySpan<double> weights = _all.Weights[c].Span;
            for (int i = 0; i < count; i++) _weights[c][i] = weights[_order[first + i]];
        }
    }

    private EventBatch<T> Gathered(int count, double[] factors, ReadOnlyMemory<T>[] masks) => new()
    {
        Features = _features.AsMemory(0, count * _width),
        Weights = [.. _weights.Select(w => (ReadOnlyMemory<double>)w.AsMemory(0, count))],
        Factors = factors,
        Masks = masks,
    };

    private static double Total(ReadOnlySpan<double> weights)
    {
        var sum = default(CompensatedSum);
        foreach (double weight in weights) sum.Add(weight);
        return sum.Value;
    }
}
