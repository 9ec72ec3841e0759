using System.Numerics;

namespace Pullback.Learning.Observables;

/// <summary>Joins the batches of all sets to one, in memory that later batches use again.</summary>
internal sealed class BatchJoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private T[] _features = [];
    private double[][] _weights = [];
    private T[][] _masks = [];

    /// <summary>All events in the order of the sets; a column's weights are zero for the events of other sets. Valid until the next call.</summary>
    /// <param name="batches">One batch per set, in order.</param>
    public EventBatch<T> Join(IReadOnlyList<EventBatch<T>> batches)
    {
        int count = checked(batches.Sum(b => b.Count));
        int columns = batches.Sum(b => b.Weights.Length);
        if (_weights.Length != columns) _weights = [.. Enumerable.Repeat<double[]>([], columns)];
        if (_masks.Length != batches[0].Masks.Length) _masks = [.. Enumerable.Repeat<T[]>([], batches[0].Masks.Length)];
        return new EventBatch<T>
        {
            Features = Concatenate(batches.Select(b => b.Features), ref _features),
            Weights = Weights(batches, count),
            Factors = [.. batches.SelectMany(b => b.Factors)],
            Masks = [.. _masks.Select((_, layer) => Concatenate(batches.Select(b => b.Masks[layer]), ref _masks[layer]))],
        };
    }

    private static ReadOnlyMemory<T> Concatenate(IEnumerable<ReadOnlyMemory<T>> parts, ref T[] memory)
    {
        int length = checked(parts.Sum(p => p.Length));
        if (memory.Length < length) memory = new T[length];
        int position = 0;
        foreach (ReadOnlyMemory<T> part in parts)
        {
            part.Span.CopyTo(memory.AsSpan(position));
            position += part.Length;
        }

        return memory.AsMemory(0, length);
    }

    private ReadOnlyMemory<double>[] Weights(IReadOnlyList<EventBatch<T>> batches, int count)
    {
        var joined = new ReadOnlyMemory<double>[_weights.Length];
        int column = 0;
        int first = 0;
        foreach (EventBatch<T> batch in batches)
        {
            foreach (ReadOnlyMemory<double> weights in batch.Weights)
            {
                if (_weights[column].Length < count) _weights[column] = new double[count];
                Span<double> target = _weights[column].AsSpan(0, count);
                target.Clear();
                weights.Span.CopyTo(target[first..]);
                joined[column] = _weights[column].AsMemory(0, count);
                column++;
            }

            first += batch.Count;
        }

        return joined;
    }
}
