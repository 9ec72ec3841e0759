using System.Numerics;
using Pullback.Amplitudes.Models;

namespace Pullback.Amplitudes.Sums;

/// <summary>A sample, ready for sums over its events: stored where memory allows, computed anew for each sum otherwise.</summary>
internal sealed class WaveSample : IDisposable
{
    // Events of a block, about: enough to amortize its set-up, few enough to spread over threads.
    private const int EventsPerBlock = 1024;

    private readonly WaveBlock?[] _stored;
    private readonly AmplitudeEvents _events;
    private readonly bool[] _kept;

    public WaveSample(BasisLayout layout, AmplitudeEvents events, int groupSize, long memory, int threads, CancellationToken cancellation)
    {
        Layout = layout;
        _events = events;
        GroupSize = groupSize;
        int perTile = groupSize >= 64 ? groupSize : groupSize * (64 / groupSize);
        Lanes = (perTile + 7) / 8 * 8;
        EventsPerTile = perTile;
        TilesPerBlock = Math.Max(1, EventsPerBlock / perTile);
        int perBlock = TilesPerBlock * perTile;
        Blocks = (events.Count + perBlock - 1) / perBlock;
        _stored = new WaveBlock?[Blocks];
        _kept = FindColumns();
        Columns = [.. Enumerable.Range(0, _kept.Length).Where(c => _kept[c]).Select(c => new WaveColumn(c % layout.Basis.Count, c / layout.Basis.Count))];
        long bytes = (long)Blocks * TilesPerBlock * Lanes * ((Columns.Length * 16L) + (layout.Floating.Count * 16L));
        IsStored = bytes <= memory;
        if (!IsStored) return;
        Spread.Run(Blocks, threads, () => new WaveBuilder(layout), (builder, block) => _stored[block] = Build(builder, block), cancellation);
    }

    public BasisLayout Layout { get; }

    public int Count => _events.Count;

    /// <summary>How many consecutive events count as one measurement.</summary>
    public int GroupSize { get; }

    /// <summary>Whether the waves lie in memory.</summary>
    public bool IsStored { get; }

    public int Blocks { get; }

    public int TilesPerBlock { get; }

    public int EventsPerTile { get; }

    /// <summary>Numbers of a tile, those of events and padding.</summary>
    public int Lanes { get; }

    /// <summary>The columns of a tile, those that are 0 for every event left out; sorted by helicity, then by wave.</summary>
    public WaveColumn[] Columns { get; }

    /// <summary>Tools of threads, kept between sums.</summary>
    public WorkerPool Workers { get; } = new();

    public void Dispose() => Workers.Dispose();

    public WaveBlock Block(WaveBuilder? builder, int index) => _stored[index] ?? Build(builder!, index);

    private bool[] FindColumns()
    {
        int waves = Layout.Basis.Count, width = Layout.Model.Structure.Helicities;
        var kept = new bool[waves * width];
        using var builder = new WaveBuilder(Layout);
        int count = Math.Min(_events.Count, 64);
        if (count == 0) return kept;
        var basis = new Complex[count * waves * width];
        builder.Compute(_events, 0, count, basis, out _);
        for (int i = 0; i < basis.Length; i++)
        {
            if (basis[i] != Complex.Zero) kept[(i % width * waves) + (i / width % waves)] = true;
        }

        return kept;
    }

    private WaveBlock Build(WaveBuilder builder, int block)
    {
        int perBlock = TilesPerBlock * EventsPerTile, first = block * perBlock, count = Math.Min(perBlock, _events.Count - first);
        int tiles = (count + EventsPerTile - 1) / EventsPerTile, waves = Layout.Basis.Count, width = Layout.Model.Structure.Helicities, columns = Columns.Length;
        var basis = new Complex[count * waves * width];
        double[][][] masses = builder.Compute(_events, first, count, basis, out (double[] S, double[] H)?[] rational);
        var data = new double[tiles * columns * 2 * Lanes];
        for (int e = 0; e < count; e++)
        {
            int tile = e / EventsPerTile, lane = e % EventsPerTile;
            for (int c = 0; c < columns; c++)
            {
                Complex value = basis[(((e * waves) + Columns[c].Basis) * width) + Columns[c].Helicity];
                int at = (((tile * columns) + c) * 2 * Lanes) + lane;
                data[at] = value.Real;
                data[at + Lanes] = value.Imaginary;
            }
        }

        var inputs = new double[]?[rational.Length];
        for (int f = 0; f < rational.Length; f++)
        {
            if (rational[f] is not { } pair) continue;
            double[] target = inputs[f] = new double[tiles * 2 * Lanes];
            for (int e = 0; e < tiles * EventsPerTile; e++)
            {
                // Padding repeats the last event, so that nothing divides by 0; its waves are 0.
                int from = Math.Min(e, count - 1), at = (e / EventsPerTile * 2 * Lanes) + (e % EventsPerTile);
                target[at] = pair.S[from];
                target[at + Lanes] = pair.H[from];
            }
        }

        bool[]? negative = Layout.Graph.Couplings.Count > 1 && _events.Charges is { } charges ? [.. charges.AsSpan(first, count).ToArray().Select(c => c < 0)] : null;
        return new WaveBlock(first, count, data, inputs, Layout.Floating.Count > 0 ? masses : [], negative);
    }
}
