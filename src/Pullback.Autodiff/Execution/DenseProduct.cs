using System.Numerics;

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
        _ = frame;
        nint aRow = a.Transposed ? 1 : a.Stride;
        nint aColumn = a.Transposed ? a.Stride : 1;
        nint bRow = b.Transposed ? 1 : b.Stride;
        nint bColumn = b.Transposed ? b.Stride : 1;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j < n; j++)
            {
                T sum = accumulate ? c[(i * strideC) + j] : T.Zero;
                for (nint l = 0; l < k; l++)
                {
                    sum = T.FusedMultiplyAdd(a.Start[(i * aRow) + (l * aColumn)], b.Start[(l * bRow) + (j * bColumn)], sum);
                }

                c[(i * strideC) + j] = sum;
            }
        }
    }
}
