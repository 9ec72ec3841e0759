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

    /// <summary>The tile capacity for a number of events.</summary>
    public static int Pitch(long events) =>
        (int)Math.Min(TileRows, (events + Plan.RowGranularity - 1) / Plan.RowGranularity * Plan.RowGranularity);

    /// <summary>Tiles of one chunk.</summary>
    public static long TilesPerChunk(PassStep pass, long events, int pitch)
    {
        double rows = Math.Clamp(WorkPerChunk / Math.Max(pass.CostPerEvent, 1), TileRows, LargestChunk);
        long tiles = Math.Max(1, (long)(rows / pitch));
        long all = (events + pitch - 1) / pitch;
        long most = Math.Clamp(PartialBudget / Math.Max(pass.PartialBytes, 1), 8, MostChunks);
        return Math.Max(tiles, (all + most - 1) / most);
    }
}
