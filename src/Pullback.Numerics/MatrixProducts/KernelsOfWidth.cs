using System.Numerics;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>Chooses between the blocked product and the two forms of matrix times vector, for one vector width.</summary>
/// <remarks>
/// The choice depends on columns and transposition alone, never on the number of rows, so that rows can be shared among calls without changing a bit.
/// </remarks>
internal sealed unsafe class Kernels<TOperations, TVector, T> : Kernels<T>
    where TOperations : struct, IVectorOperations<TVector, T>
    where TVector : unmanaged
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int AlignmentRoom => Blocking.Alignment / sizeof(T);

    /// <inheritdoc/>
    public override int WorkspaceLength(in MatrixProductShape shape, bool rightPacked)
    {
        nint length = BlockedProduct<TOperations, TVector, T>.WorkspaceLength(shape.Rows, shape.Columns, shape.Inner, rightPacked && shape.Columns > 1);
        if (shape.Columns == 1)
        {
            nint transposed = BlockedProduct<TOperations, TVector, T>.WorkspaceLength(1, shape.Rows, shape.Inner, rightPacked: false);
            length = Math.Max(shape.Inner, Math.Max(length, transposed));
        }

        return checked((int)(length + AlignmentRoom));
    }

    /// <inheritdoc/>
    public override int PackedLength(int inner, int columns) =>
        checked((int)((columns == 1 ? inner : Packing<TOperations, TVector, T>.RightLength(columns, inner)) + AlignmentRoom));

    /// <inheritdoc/>
    public override void Pack(ReadOnlySpan<T> right, int stride, bool transposed, int inner, int columns, Span<T> packed)
    {
        fixed (T* b = right, place = packed)
        {
            Operand<T> operand = Right(b, stride, transposed);
            if (columns == 1) Gather(operand, inner, Align(place));
            else BlockedProduct<TOperations, TVector, T>.Pack(operand, columns, inner, Align(place));
        }
    }

    /// <inheritdoc/>
    public override void Multiply(
        in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, Span<T> workspace, bool accumulate)
    {
        if (IsEmpty(shape, result, accumulate)) return;
        fixed (T* a = left, b = right, c = result, w = workspace)
        {
            Operand<T> operand = Right(b, shape.LeadingRight, shape.TransposeRight);
            if (shape.Columns == 1)
            {
                MultiplyVector(shape, Left(a, shape), operand, c, Align(w), accumulate);
                return;
            }

            BlockedProduct<TOperations, TVector, T>.Multiply(
                shape.Rows, shape.Columns, shape.Inner, Left(a, shape), operand, c, shape.LeadingResult, Align(w), accumulate);
        }
    }

    /// <inheritdoc/>
    public override void MultiplyPacked(
        in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> packed, Span<T> result, Span<T> workspace, bool accumulate)
    {
        if (IsEmpty(shape, result, accumulate)) return;
        fixed (T* a = left, b = packed, c = result, w = workspace)
        {
            if (shape.Columns == 1)
            {
                MultiplyVector(shape, Left(a, shape), new Operand<T>((nint)Align(b), 1, 1), c, Align(w), accumulate);
                return;
            }

            BlockedProduct<TOperations, TVector, T>.MultiplyPacked(
                shape.Rows, shape.Columns, shape.Inner, Left(a, shape), Align(b), c, shape.LeadingResult, Align(w), accumulate);
        }
    }

    private static Operand<T> Left(T* start, in MatrixProductShape shape) =>
        shape.TransposeLeft ? new((nint)start, 1, shape.LeadingLeft) : new((nint)start, shape.LeadingLeft, 1);

    private static Operand<T> Right(T* start, int stride, bool transposed) =>
        transposed ? new((nint)start, stride, 1) : new((nint)start, 1, stride);

    /// <summary>Matrix times vector: dot products along contiguous rows; otherwise the transposed product, whose one row is contiguous in A's columns.</summary>
    private static void MultiplyVector(in MatrixProductShape shape, Operand<T> left, Operand<T> right, T* result, T* workspace, bool accumulate)
    {
        nint step = shape.LeadingResult;
        if (!shape.TransposeLeft)
        {
            T* vector = right.At(0, 0);
            if (right.Inner != 1) Gather(right, shape.Inner, vector = workspace);
            RowDots<TOperations, TVector, T>.Multiply(shape.Rows, shape.Inner, left.At(0, 0), left.Outer, vector, result, step, accumulate);
        }
        else if (step == 1)
        {
            BlockedProduct<TOperations, TVector, T>.Multiply(
                1, shape.Rows, shape.Inner, right, left, result, shape.Rows, workspace, accumulate);
        }
        else
        {
            BlockedProduct<TOperations, TVector, T>.Multiply(shape.Rows, 1, shape.Inner, left, right, result, step, workspace, accumulate);
        }
    }

    private static void Gather(Operand<T> right, int inner, T* destination)
    {
        for (int k = 0; k < inner; k++) destination[k] = *right.At(0, k);
    }

    private static bool IsEmpty(in MatrixProductShape shape, Span<T> result, bool accumulate)
    {
        if (shape.Rows == 0 || shape.Columns == 0) return true;
        if (shape.Inner > 0) return false;
        if (accumulate) return true;
        for (int row = 0; row < shape.Rows; row++) result.Slice(row * shape.LeadingResult, shape.Columns).Clear();
        return true;
    }

    private static T* Align(T* place) => (T*)(((nuint)place + Blocking.Alignment - 1) & ~(nuint)(Blocking.Alignment - 1));
}
