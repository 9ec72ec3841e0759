using System.Numerics;
using Pullback.Numerics.MatrixProducts;

namespace Pullback.Autodiff.Execution;

/// <summary>A matrix in memory: row-major with a leading dimension, taken as it is or transposed.</summary>
internal readonly unsafe struct MatrixView<T>(T* start, nint stride, bool transposed)
    where T : unmanaged
{
    public T* Start { get; } = start;

    public nint Stride { get; } = stride;

    public bool Transposed { get; } = transposed;
}

/// <summary>The matrix products of dense layers.</summary>
internal static unsafe class DenseProduct
{
    /// <summary><c>C = A B</c> or <c>C += A B</c> with A of shape [m, k], B of shape [k, n].</summary>
    public static void Multiply<T>(
        Frame frame, int m, int n, int k, MatrixView<T> a, MatrixView<T> b, T* c, nint strideC, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = new MatrixProductShape(m, n, k)
        {
            TransposeLeft = a.Transposed,
            TransposeRight = b.Transposed,
            LeftStride = (int)a.Stride,
            RightStride = (int)b.Stride,
            ResultStride = (int)strideC,
        };
        int workspace = MatrixProduct.WorkspaceLength<T>(shape);
        MatrixProduct.Multiply(
            shape,
            new ReadOnlySpan<T>(a.Start, Extent(a.Transposed ? k : m, a.Transposed ? m : k, a.Stride)),
            new ReadOnlySpan<T>(b.Start, Extent(b.Transposed ? n : k, b.Transposed ? k : n, b.Stride)),
            new Span<T>(c, Extent(m, n, strideC)),
            new Span<T>(frame.Scratch((nuint)workspace * (nuint)sizeof(T)), workspace),
            accumulate);
    }

    // From the first to the last number of a matrix with gaps between its rows.
    private static int Extent(int rows, int columns, nint stride) => rows == 0 || columns == 0 ? 0 : checked(((rows - 1) * (int)stride) + columns);
}
