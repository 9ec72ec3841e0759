namespace Pullback.Learning.Categories.Tiles;

/// <summary>The memory in which one thread works on one tile after the other.</summary>
internal sealed unsafe class TileMemory
{
    public TileMemory(int categories, int scratch, int sums)
    {
        int table = categories * Tile.Events;
        double[] values = GC.AllocateArray<double>((2 * table) + (3 * Tile.Events) + scratch + (sums * Tile.Lanes) + Tile.Lanes, pinned: true);
        Keep = values;
        fixed (double* start = values)
        {
            // Whole lines of cache, so that no vector lies across two.
            var aligned = (double*)(((nuint)start + 63) & ~(nuint)63);
            Shares = aligned;
            Upstream = Shares + table;
            Scale = Upstream + table;
            Weighted = Scale + Tile.Events;
            Squared = Weighted + Tile.Events;
            Lanes = Squared + Tile.Events;
            Scratch = Lanes + (sums * Tile.Lanes);
        }
    }

    /// <summary>Pinned, so that the addresses stay.</summary>
    public double[] Keep { get; }

    /// <summary>Shape [category, tile event].</summary>
    public double* Shares { get; }

    /// <summary>Shape [category, tile event].</summary>
    public double* Upstream { get; }

    /// <summary>Shape [tile event].</summary>
    public double* Scale { get; }

    /// <summary>Weight times scale. Shape [tile event].</summary>
    public double* Weighted { get; }

    /// <summary>Squared weight times scale. Shape [tile event].</summary>
    public double* Squared { get; }

    /// <summary>Shape [sum, lane].</summary>
    public double* Lanes { get; }

    /// <summary>What the kernel asked for.</summary>
    public double* Scratch { get; }
}
