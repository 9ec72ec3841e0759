using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>Sums outer products of two event values over the events of a chunk, as a matrix product along the events.</summary>
internal sealed unsafe class SumOuterInstruction<TVector, T> : Reduction
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of one event in both operands.</summary>
    public required int RowsPerEvent { get; init; }

    public required int LeftWidth { get; init; }

    public required int RightWidth { get; init; }

    public override string Name => "sumOuter";

    /// <summary>Room for the mark that the partial result has a value.</summary>
    public override int AccumulatorBytes => 64;

    public override int PartialBytes => ((LeftWidth * RightWidth * sizeof(T)) + 63) & ~63;

    public override void Begin(Frame frame) => frame.Accumulators[AccumulatorOffset] = 0;

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
                accumulate: frame.Accumulators[AccumulatorOffset] != 0);
            frame.Accumulators[AccumulatorOffset] = 1;
        }
    }

    public override void End(Frame frame)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Finish(Frame frame, byte* partials, nint stride, int chunks)
    {
        // Element by element over the chunks, so that each partial result is read once and the sum written once.
        var output = (T*)frame.Address(Output);
        nint length = (nint)LeftWidth * RightWidth;
        for (nint i = 0; i < length; i += TVector.Count)
        {
            byte* partial = partials + PartialOffset + (i * sizeof(T));
            TVector sum = TVector.Load((T*)partial);
            for (nint chunk = 1; chunk < chunks; chunk++)
            {
                sum += TVector.Load((T*)(partial + (chunk * stride)));
            }

            TVector.Store(sum, output + i);
        }
    }
}
