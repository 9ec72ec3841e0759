using System.Buffers;
using System.Numerics;
using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution;

/// <summary>Where the events of an input come from.</summary>
internal abstract unsafe class EventBinding
{
    /// <summary>The number of events.</summary>
    public abstract long Count { get; }

    /// <summary>Makes memory addressable for the time of an evaluation.</summary>
    public virtual void Pin()
    {
    }

    /// <summary>Ends <see cref="Pin"/>.</summary>
    public virtual void Unpin()
    {
    }

    /// <summary>Brings consecutive events into a slot of the frame.</summary>
    public abstract void Load(Frame frame, Slot slot, long first, int rows);

    /// <summary>Copies rows into the tile, events fastest; the rest of the tile repeats the last event.</summary>
    protected static void Scatter<TFrom, TTo>(TFrom* source, TTo* target, int length, int rows, int pitch)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        if (length == 1 && typeof(TFrom) == typeof(TTo))
        {
            Buffer.MemoryCopy(source, target, (long)pitch * sizeof(TTo), (long)rows * sizeof(TTo));
        }
        else
        {
            for (nint element = 0; element < length; element++)
            {
                TTo* row = target + (element * pitch);
                TFrom* from = source + element;
                for (nint i = 0; i < rows; i++, from += length)
                {
                    row[i] = typeof(TFrom) == typeof(TTo) ? *(TTo*)from : TTo.CreateTruncating(*from);
                }
            }
        }

        if (rows < pitch)
        {
            for (nint element = 0; element < length; element++)
            {
                TTo* row = target + (element * pitch);
                new Span<TTo>(row + rows, pitch - rows).Fill(row[rows - 1]);
            }
        }
    }
}

/// <summary>Events in memory, row-major.</summary>
internal sealed unsafe class MemoryBinding<T>(ReadOnlyMemory<T> memory, int length) : EventBinding
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private MemoryHandle _handle;

    public override long Count => memory.Length / length;

    public override void Pin() => _handle = memory.Pin();

    public override void Unpin() => _handle.Dispose();

    public override void Load(Frame frame, Slot slot, long first, int rows)
    {
        T* source = (T*)_handle.Pointer + (first * length);
        bool same = (slot.ElementSize == 8) == (typeof(T) == typeof(double));
        if (same && length == 1 && rows == frame.Pitch)
        {
            frame.Redirect(slot.Index, source);
            return;
        }

        byte* home = frame.Home(slot);
        frame.Redirect(slot.Index, home);
        if (slot.ElementSize == 8)
        {
            Scatter(source, (double*)home, length, rows, frame.Pitch);
        }
        else
        {
            Scatter(source, (float*)home, length, rows, frame.Pitch);
        }
    }
}

/// <summary>Events read tile by tile from a source.</summary>
internal sealed unsafe class SourceBinding(IEventSource source, string input, int length) : EventBinding
{
    public override long Count => source.Count;

    public override void Load(Frame frame, Slot slot, long first, int rows)
    {
        byte* home = frame.Home(slot);
        frame.Redirect(slot.Index, home);
        if (length == 1 && slot.ElementSize == 8)
        {
            source.Read(input, first, new Span<double>(home, rows));
            Scatter((double*)home, (double*)home, 1, rows, frame.Pitch);
            return;
        }

        double[] buffer = ArrayPool<double>.Shared.Rent(rows * length);
        source.Read(input, first, buffer.AsSpan(0, rows * length));
        fixed (double* start = buffer)
        {
            if (slot.ElementSize == 8)
            {
                Scatter(start, (double*)home, length, rows, frame.Pitch);
            }
            else
            {
                Scatter(start, (float*)home, length, rows, frame.Pitch);
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
