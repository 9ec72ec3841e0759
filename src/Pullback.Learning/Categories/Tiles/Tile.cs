namespace Pullback.Learning.Categories.Tiles;

/// <summary>How events are cut up. Fixed sizes, so that results depend neither on threads nor on the width of the processor's vectors.</summary>
internal static class Tile
{
    /// <summary>Events of a tile: the probabilities of a tile stay in the first-level cache.</summary>
    public const int Events = 128;

    /// <summary>Sums over events run in this many lanes, as many as the widest vectors have.</summary>
    public const int Lanes = 8;

    /// <summary>The fewest tiles of a whole chunk, the unit of work of a thread; the sums of chunks are added in order.</summary>
    public const int PerChunk = 32;

    /// <summary>The number of chunks above which they grow instead, but for one more in each set: the memory for their sums stays small however many events there are.</summary>
    public const int ChunksAtMost = 512;

    /// <summary>The sum of the lanes, in one fixed order.</summary>
    public static unsafe double SumLanes(double* lanes) =>
        ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));

    /// <summary>Events rounded up to whole lanes.</summary>
    public static int Padded(int events) => (events + Lanes - 1) / Lanes * Lanes;
}
