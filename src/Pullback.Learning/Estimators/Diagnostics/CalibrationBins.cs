namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>How predicted probabilities are divided into bins.</summary>
public sealed record CalibrationBins
{
    private CalibrationBins(int count, double[]? edges)
    {
        Count = count;
        Edges = edges;
    }

    /// <summary>The number of bins.</summary>
    public int Count { get; }

    /// <summary>The inner edges, increasing; null for bins of equal weight. Shape [bin − 1].</summary>
    public IReadOnlyList<double>? Edges { get; }

    /// <summary>Bins of equal weight.</summary>
    /// <param name="count">The number of bins, at least 1.</param>
    public static CalibrationBins OfEqualWeight(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new CalibrationBins(count, null);
    }

    /// <summary>Bins of equal width in [0, 1].</summary>
    /// <param name="count">The number of bins, at least 1.</param>
    public static CalibrationBins OfEqualWidth(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new CalibrationBins(count, [.. Enumerable.Range(1, count - 1).Select(i => (double)i / count)]);
    }

    /// <summary>Bins between given edges.</summary>
    /// <param name="inner">Increasing, within (0, 1); the outer edges are 0 and 1. Shape [bin − 1].</param>
    /// <exception cref="ArgumentException">The edges do not increase, or leave (0, 1).</exception>
    public static CalibrationBins Between(params IReadOnlyList<double> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        for (int i = 0; i < inner.Count; i++)
        {
            if (!(inner[i] > (i == 0 ? 0 : inner[i - 1])) || !(inner[i] < 1))
                throw new ArgumentException(FormattableString.Invariant($"Edge {i} of the bins is {inner[i]}; edges increase within 0 and 1, both excluded."), nameof(inner));
        }

        return new CalibrationBins(inner.Count + 1, [.. inner]);
    }

    /// <summary>The bin of each value.</summary>
    internal int[] Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double[] all = values.ToArray();
        if (Edges is { } edges) return [.. all.Select(v => edges.Count(edge => v >= edge))];
        int[] order = [.. Enumerable.Range(0, all.Length).OrderBy(i => all[i])];
        int[] bins = new int[all.Length];
        double total = 0;
        foreach (double w in weights) total += w;
        double below = 0;
        for (int first = 0; first < order.Length;)
        {
            // Equal values stay together.
            int last = first;
            double weight = 0;
            while (last < order.Length && all[order[last]] == all[order[first]]) weight += weights[order[last++]];
            int bin = Math.Clamp((int)(Count * ((below + (0.5 * weight)) / total)), 0, Count - 1);
            for (int k = first; k < last; k++) bins[order[k]] = bin;
            below += weight;
            first = last;
        }

        return bins;
    }
}
