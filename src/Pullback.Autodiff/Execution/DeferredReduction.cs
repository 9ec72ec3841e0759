namespace Pullback.Autodiff.Execution;

/// <summary>
/// A reduction whose result is too large to have one for every chunk. The tiles only keep its operands for a stretch of events; then all threads
/// reduce the stretch, each to its own part of the result.
/// </summary>
/// <remarks>The result must not depend on the number of parts.</remarks>
internal abstract unsafe class DeferredReduction : Instruction
{
    /// <summary>Bytes of the operands of one event.</summary>
    public abstract int KeptBytesPerEvent { get; }

    /// <summary>Bytes of the result.</summary>
    public abstract long ResultBytes { get; }

    /// <summary>Bytes for each event that other reductions of the pass keep before this one's.</summary>
    public int KeptOffset { get; set; }

    /// <summary>Adds a part of the result of a stretch; the first stretch sets it.</summary>
    /// <param name="frame">Memory of the thread.</param>
    /// <param name="stretch">The kept operands.</param>
    /// <param name="part">Which part of the result.</param>
    /// <param name="parts">Into how many parts the result is cut.</param>
    public abstract void Reduce(Frame frame, in Stretch stretch, int part, int parts);
}
