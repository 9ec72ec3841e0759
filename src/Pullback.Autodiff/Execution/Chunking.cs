using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution;

/// <summary>Cuts the events of a pass into chunks by size alone, never by the number of threads, so that sums have the same bits everywhere.</summary>
internal static class Chunking
{
    /// <summary>Events of a full tile.</summary>
    public const int TileRows = 256;

    /// <summary>Most events of a chunk of a cheap pass; enough chunks for every thread at common sample sizes.</summary>
    private const int LargestChunk = 4096;

    /// <summary>Most chunks: their partial sums are kept until the end of the pass.</summary>
    private const int MostChunks = 1024;

    /// <summary>Work, in multiplications, that makes a chunk worth its overhead: about a tenth of a millisecond.</summary>
    private const double WorkPerChunk = 400_000;

    /// <summary>Memory for the partial results of all chunks, beyond a few.</summary>
    private const long PartialBudget = 64L << 20;

    /// <summary>Memory for the operands of deferred sums.</summary>
    private const long KeptBudget = 64L << 20;

    /// <summary>Cost of an event, in multiplications, from which few events are cut into smaller tiles: it is dense layers that cost so much.</summary>
    private const double ExpensiveEvent = 4096;

    /// <summary>Events of a tile of few, expensive events: threads share them evenly, and the matrix product still runs at its rate.</summary>
    private const int ExpensiveTileRows = 128;

    /// <summary>Number of full tiles from which threads share them evenly enough.</summary>
    private const int ManyTiles = 16;

    /// <summary>The tile capacity for a number of events: one for all passes over an axis, because kept values lie tile by tile.</summary>
    public static int Pitch(double costPerEvent, long events)
    {
        int rows = costPerEvent >= ExpensiveEvent && events < ManyTiles * TileRows ? ExpensiveTileRows : TileRows;
        return (int)Math.Min(rows, (events + Plan.RowGranularity - 1) / Plan.RowGranularity * Plan.RowGranularity);
    }

    /// <summary>Tiles of one chunk.</summary>
    public static long TilesPerChunk(PassStep pass, long events, int pitch)
    {
        double rows = Math.Clamp(WorkPerChunk / Math.Max(pass.CostPerEvent, 1), pitch, LargestChunk);
        long tiles = Math.Max(1, (long)(rows / pitch));
        long all = (events + pitch - 1) / pitch;
        long most = Math.Clamp(PartialBudget / Math.Max(pass.PartialBytes, 1), 8, MostChunks);
        return Math.Max(tiles, (all + most - 1) / most);
    }

    /// <summary>Chunks of one stretch: all, unless deferred sums would keep too much.</summary>
    public static int ChunksPerStretch(PassStep pass, int chunks, long rowsPerChunk) => pass.Deferred.Length == 0
        ? chunks
        : (int)Math.Clamp(KeptBudget / (pass.KeptBytesPerEvent * rowsPerChunk), 1, chunks);
}
