namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>The code of one segment: runs its operations on the events of a sub-tile, one vector at a time.</summary>
/// <param name="slots">Addresses of the frame's slots.</param>
/// <param name="uniform">The uniform memory.</param>
/// <param name="scratch">Rows of the values that segments hand to each other, less the bytes of the first event.</param>
/// <param name="accumulators">The frame's running sums.</param>
/// <param name="element">The uniform memory, moved by the element in work: where operands lie that are one number for each element.</param>
/// <param name="first">Byte offset of the first event in a row.</param>
/// <param name="end">Byte offset behind the last event.</param>
internal unsafe delegate void SegmentBody(nint* slots, byte* uniform, byte* scratch, byte* accumulators, byte* element, nint first, nint end);
