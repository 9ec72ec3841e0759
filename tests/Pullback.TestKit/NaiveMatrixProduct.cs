using System.Numerics;

namespace Pullback.TestKit;

/// <summary>The matrix product as its definition reads: three loops, one fused multiply-add per term, terms in the order of the inner index.</summary>
public static class NaiveMatrixProduct
{
    /// <summary><c>C = A B</c> or <c>C += A B</c>; A's and B's numbers are found by functions of their logical row and column.</summary>
    public static void Multiply<T>(int rows, int columns, int inner, Func<int, int, T> left, Func<int, int, T> right, Span<T> result, int stride, bool accumulate)
        where T : IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T sum = accumulate ? result[(i * stride) + j] : T.Zero;
                for (int k = 0; k < inner; k++) sum = T.FusedMultiplyAdd(left(i, k), right(k, j), sum);
                result[(i * stride) + j] = sum;
            }
        }
    }
}
