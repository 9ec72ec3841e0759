namespace Pullback.Autodiff.Execution;

/// <summary>The operands of deferred reductions, kept for a stretch of the events of a pass.</summary>
/// <remarks>Each reduction has a region of its own; in it, tiles follow each other as they lie in the frame.</remarks>
/// <param name="kept">The memory of the operands.</param>
/// <param name="sums">Room for one result, for the stretches after the first.</param>
/// <param name="capacity">Events that the memory has room for.</param>
internal readonly unsafe struct Stretch(byte* kept, byte* sums, long capacity)
{
    /// <summary>Room for the results of a later stretch, before they are added.</summary>
    public byte* Sums { get; } = sums;

    /// <summary>The position of the first event in the pass.</summary>
    public long First { get; init; }

    /// <summary>The position behind the last event.</summary>
    public long End { get; init; }

    /// <summary>Events of a full tile.</summary>
    public int Pitch { get; init; }

    /// <summary>Where a reduction keeps the tile that starts with an event of the pass.</summary>
    public byte* Tile(DeferredReduction reduction, long first) =>
        kept + (reduction.KeptOffset * capacity) + (reduction.KeptBytesPerEvent * (first - First));
}
