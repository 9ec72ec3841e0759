using System.Collections;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>One pass over the rows of a store in batches: in random order for training, in order for validation.</summary>
/// <remarks>
/// Blocks of rows are dealt into windows at random, and rows are shuffled within a window; small stores are one window. The order depends on seed, epoch and
/// the number of rows alone, not on where the rows are held. The next window is read while the current one is in use.
/// </remarks>
internal sealed class RowPass<T> : IDisposable
    where T : unmanaged
{
    private readonly RowStore<T> _store;
    private readonly BitArray? _kept;
    private readonly bool _validation;
    private readonly ulong? _seed;
    private readonly int _epoch;
    private readonly int[] _blocks;
    private readonly int _windowBlocks;
    private readonly T[][] _buffers;
    private readonly int[] _order;
    private Task<RowWindow<T>>? _next;
    private int _window;
    private ReadOnlyMemory<T> _rows;
    private int _position;
    private int _length;

    /// <summary>Begins a pass.</summary>
    /// <param name="store">The rows.</param>
    /// <param name="kept">For each row whether it is kept for validation; null keeps none.</param>
    /// <param name="validation">Whether to pass over the rows kept for validation, in order, instead of the others.</param>
    /// <param name="seed">The seed of the order; null keeps the order of the store.</param>
    /// <param name="epoch">The epoch, which keys the order.</param>
    /// <param name="windowRows">The rows of a window, in whole blocks.</param>
    public RowPass(RowStore<T> store, BitArray? kept, bool validation, ulong? seed, int epoch, int windowRows)
    {
        _store = store;
        _kept = kept;
        _validation = validation;
        _seed = seed;
        _epoch = epoch;
        int blocks = (int)((store.Count + RowStore<T>.BlockRows - 1) / RowStore<T>.BlockRows);
        _windowBlocks = Math.Clamp(windowRows / RowStore<T>.BlockRows, 1, Math.Max(blocks, 1));
        bool single = _windowBlocks >= blocks;
        _blocks = !single && seed is { } key ? new RandomStream(key, "block order", (ulong)epoch).Permutation(blocks) : [.. Enumerable.Range(0, blocks)];
        _buffers = [store.Buffer(_windowBlocks), single ? [] : store.Buffer(_windowBlocks)];
        _order = new int[Math.Min((long)_windowBlocks * RowStore<T>.BlockRows, store.Count)];
        _next = blocks > 0 ? Fetch(0) : null;
    }

    /// <summary>Goes to the next batch.</summary>
    /// <param name="size">The largest number of rows; a batch at the end of a window may have fewer.</param>
    /// <param name="rows">The memory that holds the rows.</param>
    /// <param name="indices">The rows of the batch, by position in the memory.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(int size, out ReadOnlySpan<T> rows, out ReadOnlySpan<int> indices)
    {
        while (_position >= _length)
        {
            if (_next is null)
            {
                rows = default;
                indices = default;
                return false;
            }

            Enter(_next.GetAwaiter().GetResult());
        }

        int count = Math.Min(size, _length - _position);
        rows = _rows.Span;
        indices = _order.AsSpan(_position, count);
        _position += count;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A read under way must not outlive the store.
        if (_next is { } task) ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
    }

    private Task<RowWindow<T>> Fetch(int window)
    {
        int first = window * _windowBlocks;
        ReadOnlyMemory<int> blocks = _blocks.AsMemory(first, Math.Min(_windowBlocks, _blocks.Length - first));
        T[] buffer = _buffers[window % 2];
        return _buffers[0].Length == 0 ? Task.FromResult(_store.Load(blocks, buffer)) : Task.Run(() => _store.Load(blocks, buffer));
    }

    private void Enter(RowWindow<T> window)
    {
        _rows = window.Rows;
        _position = 0;
        _length = 0;
        ReadOnlySpan<int> blocks = window.Blocks.Span;
        for (int b = 0; b < blocks.Length; b++)
        {
            long start = (long)blocks[b] * RowStore<T>.BlockRows;
            int count = (int)Math.Min(RowStore<T>.BlockRows, _store.Count - start);
            long place = window.InPlace ? start : (long)b * RowStore<T>.BlockRows;
            for (int i = 0; i < count; i++)
            {
                if (_kept is null || _kept[(int)(start + i)] == _validation) _order[_length++] = (int)(place + i);
            }
        }

        if (_seed is { } key) new RandomStream(key, "row order", ((ulong)_epoch << 24) + (ulong)_window).Shuffle(_order.AsSpan(0, _length));
        _window++;
        _next = (long)_window * _windowBlocks < _blocks.Length ? Fetch(_window) : null;
    }
}
