using Pullback.Learning.Observables;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Training;

/// <summary>Parts of a sample in which every set has the same share of its events, with weights scaled to those of the whole.</summary>
internal static class CategorySplit
{
    /// <summary>Takes events away for validation.</summary>
    /// <param name="data">The events.</param>
    /// <param name="fraction">The share that validation takes; every set keeps and gives at least one event where it has two.</param>
    /// <param name="seed">Chooses the events.</param>
    public static (CategoryData Training, CategoryData? Validation) Validation(CategoryData data, double fraction, ulong seed)
    {
        if (fraction <= 0) return (data, null);
        int[][] orders = Orders(data, seed, "category validation");
        int[] taken = [.. data.Sets.Select(set => set.Count < 2 ? 0 : Math.Clamp((int)Math.Round(fraction * set.Count), 1, set.Count - 1))];
        // A set of one event serves both.
        return (Part(data, orders, i => taken[i], i => data.Sets[i].Count), Part(data, orders, _ => 0, i => Math.Max(taken[i], 1)));
    }

    /// <summary>Cuts a sample into batches.</summary>
    /// <param name="data">The events.</param>
    /// <param name="size">Events of the largest set in a batch; null takes all in one.</param>
    /// <param name="seed">Mixes the events.</param>
    public static IReadOnlyList<CategoryData> Batches(CategoryData data, int? size, ulong seed)
    {
        int largest = data.Sets.Max(set => set.Count);
        int smallest = data.Sets.Min(set => set.Count);
        int steps = size is { } s ? Math.Clamp((largest + s - 1) / s, 1, smallest) : 1;
        if (steps == 1) return [data];
        int[][] orders = Orders(data, seed, "category batches");
        return [.. Enumerable.Range(0, steps).Select(step => Part(data, orders, i => Cut(data.Sets[i].Count, step, steps), i => Cut(data.Sets[i].Count, step + 1, steps)))];
    }

    private static int Cut(int count, int step, int steps) => (int)((long)count * step / steps);

    private static int[][] Orders(CategoryData data, ulong seed, string purpose) =>
        [.. data.Sets.Select((set, i) => new RandomStream(seed, purpose, (ulong)i).Permutation(set.Count))];

    private static CategoryData Part(CategoryData data, int[][] orders, Func<int, int> first, Func<int, int> end) =>
        data with { Sets = [.. data.Sets.Select((set, i) => Part(set, orders[i].AsSpan(first(i), end(i) - first(i))))] };

    private static EventSet Part(EventSet set, ReadOnlySpan<int> events)
    {
        int width = set.Features.Length / set.Count;
        double[] features = new double[events.Length * width];
        double scale = (double)set.Count / events.Length;
        double[][] weights = new double[set.Columns.Count][];
        for (int c = 0; c < weights.Length; c++) weights[c] = new double[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            set.Features.Span.Slice(events[i] * width, width).CopyTo(features.AsSpan(i * width));
            for (int c = 0; c < weights.Length; c++) weights[c][i] = scale * set.Columns[c].Weights.Span[events[i]];
        }

        return set with { Features = features, Columns = [.. set.Columns.Select((column, c) => column with { Weights = weights[c] })] };
    }
}
