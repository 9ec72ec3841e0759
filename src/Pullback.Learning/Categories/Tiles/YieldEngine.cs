using System.Collections.Concurrent;

namespace Pullback.Learning.Categories.Tiles;

/// <summary>Runs passes over all chunks of events, on several threads, and adds the sums of the chunks in their order.</summary>
internal sealed unsafe class YieldEngine
{
    private readonly TilePass _pass;
    private readonly TileChunk[] _chunks;
    private readonly int[] _place;
    private readonly int _columns;
    private readonly int _categories;
    private readonly int _largestColumns;
    private readonly int _threads;
    private readonly ConcurrentBag<TileMemory> _memories = [];
    private readonly ConcurrentBag<double[]> _partials = [];

    public YieldEngine(TilePass pass, TileChunk[] chunks, int columns, int categories, int threads)
    {
        _pass = pass;
        _chunks = chunks;
        _columns = columns;
        _categories = categories;
        _largestColumns = chunks.Max(c => c.Columns);
        _threads = threads > 0 ? threads : Environment.ProcessorCount;
        _place = new int[chunks.Length + 1];
        for (int i = 0; i < chunks.Length; i++) _place[i + 1] = _place[i] + (2 * chunks[i].Columns * categories);
    }

    /// <summary>S and Q.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="sums">Receives S. Shape [column, category].</param>
    /// <param name="squares">Receives Q. Shape [column, category].</param>
    public void Forward(double[] constants, Span<double> sums, Span<double> squares)
    {
        double[] partial = TakePartial();
        Run((index, memory) =>
        {
            fixed (double* c = constants, result = &partial[_place[index]]) _pass.Forward(c, _chunks[index], memory, result);
        });
        sums.Clear();
        squares.Clear();
        for (int i = 0; i < _chunks.Length; i++)
        {
            int first = _chunks[i].FirstColumn * _categories;
            for (int s = 0; s < _chunks[i].Columns * _categories; s++)
            {
                sums[first + s] += partial[_place[i] + (2 * s)];
                squares[first + s] += partial[_place[i] + (2 * s) + 1];
            }
        }

        _partials.Add(partial);
    }

    /// <summary>The sums that the gradient is made of.</summary>
    /// <param name="constants">What the model made of its parameters.</param>
    /// <param name="sums">The cotangent of S. Shape [column, category].</param>
    /// <param name="squares">The cotangent of Q. Shape [column, category].</param>
    /// <returns>Shape [sum].</returns>
    public double[] Backward(double[] constants, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares)
    {
        int length = _pass.Sums;
        double[] partial = TakePartial();
        double[] cotangents = [.. sums, .. squares];
        Run((index, memory) =>
        {
            int first = _chunks[index].FirstColumn * _categories;
            fixed (double* c = constants, s = &cotangents[first], q = &cotangents[(_columns * _categories) + first], result = &partial[index * length])
                _pass.Backward(c, _chunks[index], s, q, memory, result);
        });
        double[] total = new double[length];
        for (int i = 0; i < _chunks.Length; i++)
        {
            for (int s = 0; s < length; s++) total[s] += partial[(i * length) + s];
        }

        _partials.Add(partial);
        return total;
    }

    private void Run(Action<int, TileMemory> chunk)
    {
        if (_threads == 1 || _chunks.Length == 1)
        {
            TileMemory memory = Take();
            for (int i = 0; i < _chunks.Length; i++) chunk(i, memory);
            _memories.Add(memory);
            return;
        }

        Parallel.For(
            0,
            _chunks.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            Take,
            (i, _, memory) =>
            {
                chunk(i, memory);
                return memory;
            },
            _memories.Add);
    }

    // For the sums of each chunk, of either pass; the passes write every number that is read.
    private double[] TakePartial() => _partials.TryTake(out double[]? partial) ? partial : new double[Math.Max(_place[^1], _chunks.Length * _pass.Sums)];

    private TileMemory Take() => _memories.TryTake(out TileMemory? memory) ? memory : _pass.NewMemory(_largestColumns);
}
