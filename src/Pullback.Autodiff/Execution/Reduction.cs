namespace Pullback.Autodiff.Execution;

/// <summary>An instruction that accumulates over the tiles of a chunk; partial results of the chunks are added in order.</summary>
internal abstract unsafe class Reduction : Instruction
{
    /// <summary>Bytes of running sums that each thread keeps.</summary>
    public abstract int AccumulatorBytes { get; }

    /// <summary>Bytes of the partial result of one chunk, a multiple of 64.</summary>
    public abstract int PartialBytes { get; }

    /// <summary>Offset of the running sums in the frame's accumulators.</summary>
    public int AccumulatorOffset { get; set; }

    /// <summary>Offset of the partial result in the memory of one chunk.</summary>
    public int PartialOffset { get; set; }

    /// <summary>Clears the running sums before the first tile of a chunk.</summary>
    public abstract void Begin(Frame frame);

    /// <summary>Writes the partial result after the last tile of a chunk.</summary>
    public abstract void End(Frame frame);

    /// <summary>Adds the partial results of all chunks, in order, to the uniform result.</summary>
    public abstract void Finish(Frame frame, byte* partials, nint stride, int chunks);
}
