using System.Collections;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>The rows of a data set that take part: all, or a random choice of them.</summary>
internal sealed class RowSelection
{
    private const int Block = 4096;
    private readonly long[]? _rows;

    private RowSelection(long count, long[]? rows)
    {
        Count = count;
        _rows = rows;
    }

    /// <summary>The number of rows that take part.</summary>
    public long Count { get; }

    /// <summary>The rows of a data set.</summary>
    /// <param name="data">The data.</param>
    /// <param name="limit">The number of rows to draw; null for all.</param>
    /// <param name="seed">The user's seed.</param>
    public static RowSelection Of(EstimatorData data, long? limit, ulong seed)
    {
        long all = data.Observables.Rows;
        if (limit is not { } wanted || wanted >= all) return new RowSelection(all, null);
        var stream = new RandomStream(seed, "sample limit");
        var isOne = new BitArray(checked((int)all));
        if (data.Labels is not { } labels)
        {
            long[] drawn = [.. Chosen(isOne, false, all, wanted, stream)];
            return new RowSelection(drawn.Length, drawn);
        }

        // Each label keeps its share of the sample.
        long ones = 0;
        double[] block = new double[Block];
        for (long first = 0; first < all; first += Block)
        {
            Span<double> part = block.AsSpan(0, (int)Math.Min(Block, all - first));
            labels.Read(first, part);
            for (int i = 0; i < part.Length; i++)
            {
                if (part[i] != 1) continue;
                isOne[(int)(first + i)] = true;
                ones++;
            }
        }

        long wantedOnes = (long)Math.Round((double)wanted * ones / all);
        long[] chosen = [.. Chosen(isOne, true, ones, wantedOnes, stream), .. Chosen(isOne, false, all - ones, wanted - wantedOnes, stream)];
        Array.Sort(chosen);
        return new RowSelection(chosen.Length, chosen);
    }

    /// <summary>The row of the data that takes part as the given one.</summary>
    /// <param name="position">A position among those that take part.</param>
    public long Row(long position) => _rows is null ? position : _rows[position];

    /// <summary>Reads rows that take part.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="first">The position of the first among those that take part.</param>
    /// <param name="destination">Filled with whole rows.</param>
    public void Read(RowColumns columns, long first, Span<double> destination)
    {
        if (_rows is null)
        {
            columns.Read(first, destination);
            return;
        }

        int width = columns.Width;
        int count = destination.Length / width;
        for (int i = 0; i < count;)
        {
            long row = _rows[first + i];
            int run = 1;
            while (i + run < count && _rows[first + i + run] == row + run) run++;
            columns.Read(row, destination.Slice(i * width, run * width));
            i += run;
        }
    }

    private static List<long> Chosen(BitArray isOne, bool label, long candidates, long wanted, RandomStream stream)
    {
        var rows = new List<long>((int)wanted);
        for (int row = 0; row < isOne.Count && rows.Count < wanted; row++)
        {
            if (isOne[row] != label) continue;
            if (stream.Below(candidates) < wanted - rows.Count) rows.Add(row);
            candidates--;
        }

        return rows;
    }
}
