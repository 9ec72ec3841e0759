using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>Sums outer products of two event values to a large matrix: the weight gradient of a wide layer, as one matrix product for each stretch.</summary>
internal sealed unsafe class DeferredOuterInstruction<TVector, T> : DeferredReduction
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of the result that a part consists of; a multiple of every kernel's tile.</summary>
    private const int RowUnit = 48;

    /// <summary>Rows of one event in both operands.</summary>
    public required int RowsPerEvent { get; init; }

    public required int LeftWidth { get; init; }

    public required int RightWidth { get; init; }

    public override string Name => "sumOuter";

    public override int KeptBytesPerEvent => RowsPerEvent * (LeftWidth + RightWidth) * sizeof(T);

    public override long ResultBytes => (long)LeftWidth * RightWidth * sizeof(T);

    private int LeftBytesPerEvent => RowsPerEvent * LeftWidth * sizeof(T);

    public override void Execute(Frame frame)
    {
        byte* tile = frame.Stretch.Tile(this, frame.FirstRow);
        nuint left = (nuint)(LeftBytesPerEvent * frame.Pitch);
        NativeMemory.Copy(frame.Address(Inputs[0]), tile, left);
        NativeMemory.Copy(frame.Address(Inputs[1]), tile + left, (nuint)(KeptBytesPerEvent * frame.Pitch) - left);
    }

    public override void Reduce(Frame frame, in Stretch stretch, int part, int parts)
    {
        int units = (LeftWidth + RowUnit - 1) / RowUnit;
        int first = Math.Min(LeftWidth, (int)((long)units * part / parts) * RowUnit);
        int rows = Math.Min(LeftWidth, (int)((long)units * (part + 1) / parts) * RowUnit) - first;
        if (rows == 0)
        {
            return;
        }

        bool isFirst = stretch.First == 0;
        nint offset = (nint)first * RightWidth;
        T* output = (T*)frame.Address(Output) + offset;
        T* sum = isFirst ? output : (T*)stretch.Sums + offset;
        bool accumulate = false;
        for (long row = stretch.First; row < stretch.End; row += stretch.Pitch)
        {
            byte* tile = stretch.Tile(this, row);
            Multiply(frame, (T*)tile, (T*)(tile + ((long)LeftBytesPerEvent * stretch.Pitch)), stretch.Pitch, (int)Math.Min(stretch.Pitch, stretch.End - row), first, rows, sum, accumulate);
            accumulate = true;
        }

        if (!isFirst)
        {
            Add(sum, output, (nint)rows * RightWidth);
        }
    }

    private void Multiply(Frame frame, T* left, T* right, nint pitch, int events, int first, int rows, T* sum, bool accumulate)
    {
        for (nint row = 0; row < RowsPerEvent; row++)
        {
            DenseProduct.Multiply(
                frame,
                rows,
                RightWidth,
                events,
                new MatrixView<T>(left + (((row * LeftWidth) + first) * pitch), pitch, false),
                new MatrixView<T>(right + (row * RightWidth * pitch), pitch, true),
                sum,
                RightWidth,
                accumulate || row > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(T* terms, T* sums, nint count)
    {
        nint i = 0;
        for (; i + TVector.Count <= count; i += TVector.Count)
        {
            TVector.Store(TVector.Load(sums + i) + TVector.Load(terms + i), sums + i);
        }

        for (; i < count; i++)
        {
            sums[i] += terms[i];
        }
    }
}
