using System.Collections;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Which rows are kept for validation.</summary>
internal static class ValidationSplit
{
    private const int Block = 4096;

    /// <summary>Draws rows, or whole events where rows name theirs.</summary>
    /// <param name="data">The data.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="fraction">The share to keep; at least one row remains on either side.</param>
    /// <param name="seed">The user's seed.</param>
    /// <returns>One entry for each row that takes part; null if none is kept.</returns>
    /// <exception cref="ArgumentException">All rows belong to one event.</exception>
    public static BitArray? Of(EstimatorData data, RowSelection selection, double fraction, ulong seed)
    {
        long count = selection.Count;
        if (fraction == 0 || count < 2) return null;
        long wanted = Math.Clamp((long)Math.Round(count * fraction), 1, count - 1);
        var kept = new BitArray(checked((int)count));
        var stream = new RandomStream(seed, "validation split");
        if (data.EventIds is { } ids)
        {
            ByEvent(ids, selection, wanted, kept, stream);
            return kept;
        }

        long left = wanted;
        for (int row = 0; left > 0; row++)
        {
            if (stream.Below(count - row) >= left) continue;
            kept[row] = true;
            left--;
        }

        return kept;
    }

    private static void ByEvent(RowColumns ids, RowSelection selection, long wanted, BitArray kept, RandomStream stream)
    {
        var rowsOf = new Dictionary<double, long>();
        double[] block = new double[Block];
        ForEach(ids, selection, block, (_, id) => rowsOf[id] = rowsOf.GetValueOrDefault(id) + 1);
        if (rowsOf.Count < 2)
            throw new ArgumentException($"All rows have the same event id in '{ids.Name}', so that none can be kept for validation. Give distinct ids, or set the validation share to 0.", nameof(ids));
        double[] events = [.. rowsOf.Keys.Order()];
        stream.Shuffle<double>(events);
        var chosen = new HashSet<double>();
        long rows = 0;
        for (int i = 0; i < events.Length - 1 && rows < wanted; i++)
        {
            chosen.Add(events[i]);
            rows += rowsOf[events[i]];
        }

        ForEach(ids, selection, block, (row, id) => kept[row] = chosen.Contains(id));
    }

    private static void ForEach(RowColumns ids, RowSelection selection, double[] block, Action<int, double> action)
    {
        for (long first = 0; first < selection.Count; first += Block)
        {
            Span<double> part = block.AsSpan(0, (int)Math.Min(Block, selection.Count - first));
            selection.Read(ids, first, part);
            for (int i = 0; i < part.Length; i++)
            {
                if (double.IsNaN(part[i])) throw new ArgumentException($"'{ids.Name}' has no number in row {selection.Row(first + i)}; every row needs the id of its event.", nameof(ids));
                action((int)(first + i), part[i]);
            }
        }
    }
}
