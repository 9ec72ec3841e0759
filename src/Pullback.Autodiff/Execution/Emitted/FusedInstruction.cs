using System.Runtime.CompilerServices;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>Runs the compiled segments of a group over sub-tiles that stay in the nearest cache.</summary>
internal sealed unsafe class FusedInstruction : Instruction
{
    /// <summary>Events of a sub-tile.</summary>
    private const int SubTile = 64;

    private readonly SegmentBody[] _bodies;
    private readonly int[] _sums;
    private readonly int _elementSize;
    private readonly int _vectorBytes;
    private readonly int _scratchBytes;
    private readonly int _length;
    private readonly bool _byElement;

    /// <param name="bodies">The segments.</param>
    /// <param name="sums">Where the running sums of the group lie.</param>
    /// <param name="elementSize">Bytes of a number.</param>
    /// <param name="vectorBytes">Bytes of a vector.</param>
    /// <param name="scratchRows">Rows that segments hand values on in.</param>
    /// <param name="length">Elements of the values of one event.</param>
    /// <param name="byElement">Whether the elements have to be done one after the other.</param>
    public FusedInstruction(SegmentBody[] bodies, int[] sums, int elementSize, int vectorBytes, int scratchRows, int length, bool byElement)
    {
        _length = length;
        _byElement = byElement;
        _bodies = bodies;
        _sums = sums;
        _elementSize = elementSize;
        _vectorBytes = vectorBytes;
        _scratchBytes = scratchRows * RowBytes(elementSize);
    }

    public override string Name => "fused";

    /// <summary>Bytes of a scratch row.</summary>
    public static int RowBytes(int elementSize) => SubTile * elementSize;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(Frame frame)
    {
        nint* slots = frame.Slots;
        byte* uniform = frame.Uniform;
        byte* accumulators = frame.Accumulators;
        byte* scratch = frame.Scratch((nuint)_scratchBytes);
        if (_length > 1)
        {
            // Whole rows of the tile: what stands behind the last event is computed and never read.
            nint row = (nint)frame.Pitch * _elementSize;
            nint rows = _byElement ? _length : 1;
            nint width = _byElement ? row : row * _length;
            for (nint r = 0; r < rows; r++)
            {
                Run(slots, uniform, scratch, accumulators, uniform + (r * _elementSize), r * width, (r + 1) * width);
            }

            return;
        }

        nint all = frame.Rows * _elementSize;
        nint whole = all & ~(nint)(_vectorBytes - 1);
        Run(slots, uniform, scratch, accumulators, uniform, 0, whole);
        if (whole < all)
        {
            RunTail(slots, uniform, scratch, accumulators, whole, (int)((all - whole) / _elementSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Run(nint* slots, byte* uniform, byte* scratch, byte* accumulators, byte* element, nint start, nint stop)
    {
        // One segment alone has nothing to hand over, so it may run to the end.
        nint step = _bodies.Length == 1 ? stop - start : RowBytes(_elementSize);
        for (nint first = start; first < stop; first += step)
        {
            nint end = Math.Min(stop, first + step);
            foreach (SegmentBody body in _bodies)
            {
                body(slots, uniform, scratch - first, accumulators, element, first, end);
            }
        }
    }

    /// <summary>The last, incomplete vector of a chunk: sums take only the lanes that are events.</summary>
    private void RunTail(nint* slots, byte* uniform, byte* scratch, byte* accumulators, nint first, int events)
    {
        byte* saved = stackalloc byte[64 * Math.Max(1, _sums.Length)];
        nint lanes = first & ((SumEventsLanes.Count * _elementSize) - 1);
        for (int i = 0; i < _sums.Length; i++)
        {
            new Span<byte>(accumulators + _sums[i] + lanes, _vectorBytes).CopyTo(new Span<byte>(saved + (64 * i), _vectorBytes));
        }

        foreach (SegmentBody body in _bodies)
        {
            body(slots, uniform, scratch - first, accumulators, uniform, first, first + _vectorBytes);
        }

        int valid = events * _elementSize;
        for (int i = 0; i < _sums.Length; i++)
        {
            new Span<byte>(saved + (64 * i) + valid, _vectorBytes - valid).CopyTo(new Span<byte>(accumulators + _sums[i] + lanes + valid, _vectorBytes - valid));
        }
    }
}
