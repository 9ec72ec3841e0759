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

    public FusedInstruction(SegmentBody[] bodies, int[] sums, int elementSize, int vectorBytes, int scratchRows)
    {
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
        nint all = frame.Rows * _elementSize;
        nint whole = all & ~(nint)(_vectorBytes - 1);
        // One segment alone has nothing to hand over, so it may run to the end.
        nint step = _bodies.Length == 1 ? whole : RowBytes(_elementSize);
        for (nint first = 0; first < whole; first += step)
        {
            nint end = Math.Min(whole, first + step);
            foreach (SegmentBody body in _bodies)
            {
                body(slots, uniform, scratch - first, accumulators, first, end);
            }
        }

        if (whole < all)
        {
            RunTail(slots, uniform, scratch, accumulators, whole, (int)((all - whole) / _elementSize));
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
            body(slots, uniform, scratch - first, accumulators, first, first + _vectorBytes);
        }

        int valid = events * _elementSize;
        for (int i = 0; i < _sums.Length; i++)
        {
            new Span<byte>(saved + (64 * i) + valid, _vectorBytes - valid).CopyTo(new Span<byte>(accumulators + _sums[i] + lanes + valid, _vectorBytes - valid));
        }
    }
}
