using System.Numerics;

namespace Pullback.Autodiff.Execution;

/// <summary>Sums outer products of two event values over the events of a chunk, as a matrix product along the events.</summary>
internal sealed unsafe class SumOuterInstruction<T> : Reduction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of one event in both operands.</summary>
    public required int RowsPerEvent { get; init; }

    public required int LeftWidth { get; init; }

    public required int RightWidth { get; init; }

    public override string Name => "sumOuter";

    public override int AccumulatorBytes => 0;

    public override int PartialBytes => ((LeftWidth * RightWidth * sizeof(T)) + 63) & ~63;

    public override void Begin(Frame frame) => new Span<byte>(frame.Partial + PartialOffset, PartialBytes).Clear();

    public override void Execute(Frame frame)
    {
        var left = (T*)frame.Address(Inputs[0]);
        var right = (T*)frame.Address(Inputs[1]);
        var partial = (T*)(frame.Partial + PartialOffset);
        nint pitch = frame.Pitch;
        for (nint row = 0; row < RowsPerEvent; row++)
        {
            DenseProduct.Multiply(
                frame,
                LeftWidth,
                RightWidth,
                frame.Rows,
                new MatrixView<T>(left + (row * LeftWidth * pitch), pitch, false),
                new MatrixView<T>(right + (row * RightWidth * pitch), pitch, true),
                partial,
                RightWidth,
                accumulate: true);
        }
    }

    public override void End(Frame frame)
    {
    }

    public override void Finish(Frame frame, byte* partials, nint stride, int chunks)
    {
        var output = (T*)frame.Address(Output);
        nint length = (nint)LeftWidth * RightWidth;
        Buffer.MemoryCopy(partials + PartialOffset, output, length * sizeof(T), length * sizeof(T));
        for (nint chunk = 1; chunk < chunks; chunk++)
        {
            var partial = (T*)(partials + (chunk * stride) + PartialOffset);
            for (nint i = 0; i < length; i++)
            {
                output[i] += partial[i];
            }
        }
    }
}
