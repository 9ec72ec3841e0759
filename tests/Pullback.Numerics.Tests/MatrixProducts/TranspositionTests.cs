using System.Numerics;
using Pullback.Numerics.MatrixProducts;

namespace Pullback.Numerics.Tests.MatrixProducts;

public sealed class TranspositionTests
{
    [Fact]
    public void Rows_become_columns_and_nothing_else_is_written()
    {
        foreach (int rows in (int[])[1, 3, 4, 7, 8, 11, 16, 24])
        {
            foreach (int columns in (int[])[1, 2, 4, 5, 8, 13, 24])
            {
                Verify<float>(rows, columns);
                Verify<double>(rows, columns);
            }
        }
    }

    private static unsafe void Verify<T>(int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = columns + 2;
        int pitch = rows + 3;
        T[] source = MatrixProductTests.Numbers<T>(rows * stride, 1);
        T[] destination = new T[columns * pitch];
        fixed (T* from = source, to = destination) Transposition.Copy(from, stride, rows, columns, to, pitch);
        for (int k = 0; k < columns; k++)
            for (int r = 0; r < pitch; r++) Assert.Equal(r < rows ? source[(r * stride) + k] : T.Zero, destination[(k * pitch) + r]);
    }
}
