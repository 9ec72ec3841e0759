using Pullback.Numerics.MatrixProducts;

namespace Pullback.Numerics.Tests.MatrixProducts;

public sealed class PackedMatrixTests
{
    [Fact]
    public void Packing_again_replaces_the_numbers()
    {
        MatrixProductShape shape = new(3, 20, 5);
        float[] left = MatrixProductTests.Numbers<float>(15, 1);
        float[] workspace = new float[MatrixProduct.WorkspaceLength<float>(shape)];
        PackedMatrix<float> packed = new(5, 20);
        for (ulong draw = 2; draw < 4; draw++)
        {
            float[] right = MatrixProductTests.Numbers<float>(100, draw);
            packed.Pack(right);
            float[] expected = new float[60];
            float[] actual = new float[60];
            MatrixProduct.Multiply(shape, left, right, expected, workspace);
            MatrixProduct.Multiply(shape, left, packed, actual, workspace);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void A_matrix_of_other_sizes_is_refused_with_both()
    {
        PackedMatrix<double> packed = new(4, 5);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => MatrixProduct.Multiply(new MatrixProductShape(2, 5, 3), new double[6], packed, new double[10], new double[4000]));
        Assert.Contains("[4, 5]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3, 5]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PackedMatrix<double>(4, 5).Pack(new double[19]));
}
