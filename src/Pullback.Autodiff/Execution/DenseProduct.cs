using System.Numerics;
using Pullback.Numerics.MatrixProducts;

namespace Pullback.Autodiff.Execution;

/// <summary>A matrix in memory: row-major with a leading dimension, taken as it is or transposed.</summary>
internal readonly unsafe struct MatrixView<T>(T* start, nint stride, bool transposed)
    where T : unmanaged
{
    public T* Start { get; } = start;

    public int Stride { get; } = (int)stride;

    public bool Transposed { get; } = transposed;

    /// <summary>The memory of a matrix that enters a product as [rows, columns].</summary>
    public ReadOnlySpan<T> Span(int rows, int columns) =>
        Transposed ? new ReadOnlySpan<T>(Start, ((columns - 1) * Stride) + rows) : new ReadOnlySpan<T>(Start, ((rows - 1) * Stride) + columns);
}

/// <summary>The matrix products of dense layers, in the frame's scratch memory.</summary>
internal static unsafe class DenseProduct
{
    /// <summary><c>C = A B</c> or <c>C += A B</c> with A of shape [rows, inner], B of shape [inner, columns].</summary>
    public static void Multiply<T>(
        Frame frame, int rows, int columns, int inner, MatrixView<T> a, MatrixView<T> b, T* c, nint strideC, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new MatrixProductShape(rows, columns, inner)
        {
            TransposeLeft = a.Transposed,
            TransposeRight = b.Transposed,
            LeftStride = a.Stride,
            RightStride = b.Stride,
            ResultStride = (int)strideC,
        };
        int workspace = MatrixProduct.WorkspaceLength<T>(shape);
        MatrixProduct.Multiply(
            shape,
            a.Span(rows, inner),
            b.Span(inner, columns),
            new Span<T>(c, ((rows - 1) * (int)strideC) + columns),
            new Span<T>(frame.Scratch((nuint)(workspace * sizeof(T))), workspace),
            accumulate);
    }
}
