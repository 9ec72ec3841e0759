using System.Numerics;
using Pullback.Numerics.MatrixProducts;
using Pullback.Numerics.Random;
using Pullback.TestKit;

namespace Pullback.Numerics.Tests.MatrixProducts;

/// <summary>Every kernel width against the definition: equal to the last bit, but for one-column results, which are summed in lanes.</summary>
public sealed class MatrixProductTests
{
    private const double Untouched = -77.0;

    public static TheoryData<int, bool, bool> WidthsAndTranspositions()
    {
        TheoryData<int, bool, bool> data = [];
        foreach (InstructionWidth width in InstructionWidths.Available)
        {
            foreach (bool left in (bool[])[false, true])
                foreach (bool right in (bool[])[false, true]) data.Add((int)width, left, right);
        }

        return data;
    }

    public static TheoryData<int> Widths => [.. InstructionWidths.Available.Select(width => (int)width)];

    [Theory]
    [MemberData(nameof(WidthsAndTranspositions))]
    public void Every_small_shape_agrees_with_the_definition(int width, bool transposeLeft, bool transposeRight)
    {
        int[] sizes = [1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 31, 33, 40];
        foreach (int rows in sizes)
        {
            foreach (int columns in sizes)
            {
                foreach (int inner in (int[])[1, 2, 5, 17, 40])
                {
                    MatrixProductShape shape = new(rows, columns, inner) { TransposeLeft = transposeLeft, TransposeRight = transposeRight };
                    Verify<float>((InstructionWidth)width, shape, accumulate: (rows + columns) % 2 == 0);
                    Verify<double>((InstructionWidth)width, shape, accumulate: (rows + columns) % 2 == 1);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndTranspositions))]
    public void Strides_leave_the_gaps_alone(int width, bool transposeLeft, bool transposeRight)
    {
        foreach ((int rows, int columns, int inner) in ((int, int, int)[])[(13, 29, 11), (9, 1, 35), (1, 50, 6), (20, 97, 40)])
        {
            MatrixProductShape shape = new(rows, columns, inner)
            {
                TransposeLeft = transposeLeft,
                TransposeRight = transposeRight,
                LeftStride = Math.Max(rows, inner) + 3,
                RightStride = Math.Max(columns, inner) + 5,
                ResultStride = columns + 2,
            };
            foreach (bool accumulate in (bool[])[false, true])
            {
                Verify<float>((InstructionWidth)width, shape, accumulate);
                Verify<double>((InstructionWidth)width, shape, accumulate);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WidthsAndTranspositions))]
    public void Blocks_of_a_large_product_join_without_a_seam(int width, bool transposeLeft, bool transposeRight)
    {
        // Beyond the inner stretch, the row block and, in the second shape, what is read in place.
        if ((InstructionWidth)width == InstructionWidth.Bits128) return;
        foreach ((int rows, int columns, int inner) in ((int, int, int)[])[(201, 150, 801), (401, 200, 500)])
        {
            MatrixProductShape shape = new(rows, columns, inner) { TransposeLeft = transposeLeft, TransposeRight = transposeRight };
            Verify<float>((InstructionWidth)width, shape, accumulate: true);
            Verify<double>((InstructionWidth)width, shape, accumulate: false);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void One_column_results_are_the_same_on_every_width(int width)
    {
        foreach (int inner in (int[])[1, 15, 16, 17, 31, 32, 33, 100, 1024])
        {
            float[] matrix = Numbers<float>(7 * inner, 1);
            float[] vector = Numbers<float>(inner, 2);
            float[] expected = new float[7];
            float[] actual = new float[7];
            MatrixProductShape shape = new(7, 1, inner);
            float[] workspace = new float[MatrixProduct.WorkspaceLength<float>(shape)];
            MatrixProduct.Multiply(shape, matrix, vector, expected, workspace);
            Kernels<float> kernels = Kernels<float>.For((InstructionWidth)width);
            MatrixProduct.Multiply(kernels, shape, matrix, vector, actual, new float[kernels.WorkspaceLength(shape, false)], accumulate: false);
            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Rows_in_parts_have_the_bits_of_the_whole(bool transposeRight, bool oneColumn)
    {
        int columns = oneColumn ? 1 : 70;
        const int Rows = 37;
        const int Inner = 450;
        double[] left = Numbers<double>(Rows * Inner, 3);
        double[] right = Numbers<double>(Inner * columns, 4);
        double[] whole = new double[Rows * columns];
        double[] parts = new double[Rows * columns];
        MatrixProductShape shape = new(Rows, columns, Inner) { TransposeRight = transposeRight };
        MatrixProduct.Multiply(shape, left, right, whole, new double[MatrixProduct.WorkspaceLength<double>(shape)]);
        int[] cuts = [0, 1, 9, 10, 36, Rows];
        for (int i = 0; i + 1 < cuts.Length; i++)
        {
            MatrixProductShape part = shape with { Rows = cuts[i + 1] - cuts[i] };
            MatrixProduct.Multiply(
                part, left.AsSpan(cuts[i] * Inner), right, parts.AsSpan(cuts[i] * columns), new double[MatrixProduct.WorkspaceLength<double>(part)]);
        }

        Assert.Equal(whole, parts);
    }

    [Fact]
    public void An_empty_inner_index_gives_zeros_or_leaves_the_sum()
    {
        MatrixProductShape shape = new(2, 3, 0) { ResultStride = 4 };
        double[] result = [1, 1, 1, 1, 1, 1, 1];
        double[] workspace = new double[MatrixProduct.WorkspaceLength<double>(shape)];
        MatrixProduct.Multiply(shape, [], [], result, workspace, accumulate: true);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1], result);
        MatrixProduct.Multiply(shape, [], [], result, workspace);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0], result);
    }

    [Fact]
    public void Empty_results_need_nothing()
    {
        MatrixProductShape shape = new(0, 3, 2);
        MatrixProduct.Multiply<float>(shape, [], new float[6], [], new float[MatrixProduct.WorkspaceLength<float>(shape)]);
        shape = new(3, 0, 2);
        MatrixProduct.Multiply<float>(shape, new float[6], [], [], new float[MatrixProduct.WorkspaceLength<float>(shape)]);
    }

    [Fact]
    public void A_nan_stays_in_its_row_and_column()
    {
        MatrixProductShape shape = new(10, 50, 3);
        float[] left = Numbers<float>(30, 5);
        float[] right = Numbers<float>(150, 6);
        left[4 * 3] = float.NaN;
        right[49] = float.NaN;
        float[] result = new float[500];
        MatrixProduct.Multiply(shape, left, right, result, new float[MatrixProduct.WorkspaceLength<float>(shape)]);
        for (int i = 0; i < 10; i++)
            for (int j = 0; j < 50; j++) Assert.Equal(i == 4 || j == 49, float.IsNaN(result[(i * 50) + j]));
    }

    [Fact]
    public void Spans_and_strides_that_are_too_short_are_named()
    {
        MatrixProductShape shape = new(2, 3, 4);
        double[] workspace = new double[MatrixProduct.WorkspaceLength<double>(shape)];
        Assert.Contains("left", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(shape, new double[7], new double[12], new double[6], workspace)).Message, StringComparison.Ordinal);
        Assert.Contains("right", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(shape, new double[8], new double[11], new double[6], workspace)).Message, StringComparison.Ordinal);
        Assert.Contains("result", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(shape, new double[8], new double[12], new double[5], workspace)).Message, StringComparison.Ordinal);
        Assert.Contains("workspace", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(shape, new double[8], new double[12], new double[6], new double[3])).Message, StringComparison.Ordinal);
        MatrixProductShape narrow = shape with { RightStride = 2 };
        Assert.Contains("stride", Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(narrow, new double[8], new double[12], new double[6], workspace)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.WorkspaceLength<double>(new MatrixProductShape(-1, 1, 1)));
    }

    [Fact]
    public void Other_number_types_are_refused() =>
        Assert.ThrowsAny<Exception>(() => MatrixProduct.WorkspaceLength<Half>(new MatrixProductShape(1, 1, 1)));

    internal static T[] Numbers<T>(int length, ulong index)
        where T : IBinaryFloatingPointIeee754<T>
    {
        double[] numbers = new double[length];
        new RandomStream(20261123, "matrix", index).FillNormal(numbers);
        return [.. numbers.Select(T.CreateChecked)];
    }

    private static void Verify<T>(InstructionWidth width, MatrixProductShape shape, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Kernels<T> kernels = Kernels<T>.For(width);
        T[] left = Numbers<T>(shape.StoredLeft.Rows * shape.LeadingLeft, 10);
        T[] right = Numbers<T>(shape.StoredRight.Rows * shape.LeadingRight, 11);
        T[] actual = new T[(shape.Rows * shape.LeadingResult) + 1];
        Array.Fill(actual, T.CreateChecked(Untouched));
        T[] expected = [.. actual];
        NaiveMatrixProduct.Multiply(
            shape.Rows,
            shape.Columns,
            shape.Inner,
            (i, k) => shape.TransposeLeft ? left[(k * shape.LeadingLeft) + i] : left[(i * shape.LeadingLeft) + k],
            (k, j) => shape.TransposeRight ? right[(j * shape.LeadingRight) + k] : right[(k * shape.LeadingRight) + j],
            expected,
            shape.LeadingResult,
            accumulate);

        // Garbage in the workspace must not matter.
        T[] workspace = new T[kernels.WorkspaceLength(shape, rightPacked: false)];
        Array.Fill(workspace, T.NaN);
        MatrixProduct.Multiply(kernels, shape, left, right, actual, workspace, accumulate);
        AssertAgree(shape, expected, actual);

        PackedMatrix<T> packed = new(shape.Inner, shape.Columns, kernels);
        packed.Pack(right, shape.TransposeRight, shape.LeadingRight);
        T[] fromPacked = new T[actual.Length];
        Array.Fill(fromPacked, T.CreateChecked(Untouched));
        workspace = new T[kernels.WorkspaceLength(shape, rightPacked: true)];
        Array.Fill(workspace, T.NaN);
        MatrixProduct.Multiply(shape, left, packed, fromPacked, workspace, accumulate);
        Assert.Equal(actual, fromPacked);
    }

    private static void AssertAgree<T>(MatrixProductShape shape, T[] expected, T[] actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Columns > 1 || shape.TransposeLeft)
        {
            Assert.Equal(expected, actual);
            return;
        }

        double tolerance = (typeof(T) == typeof(float) ? 1.2e-7 : 2.3e-16) * 5.0 * (shape.Inner + 80.0);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), tolerance);
    }
}
