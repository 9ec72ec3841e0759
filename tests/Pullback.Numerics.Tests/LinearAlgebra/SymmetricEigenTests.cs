using Pullback.Numerics.LinearAlgebra;
using Pullback.Numerics.Random;

namespace Pullback.Numerics.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    [Fact]
    public void The_eigenvalues_of_a_two_by_two_matrix_are_the_known_ones()
    {
        SymmetricEigen eigen = SymmetricEigen.Decompose([2.0, 1.0, 1.0, 2.0], 2);
        Assert.Equal(1.0, eigen.Values[0], 1e-14);
        Assert.Equal(3.0, eigen.Values[1], 1e-14);
        Assert.Equal([Math.Sqrt(0.5), Math.Sqrt(0.5)], eigen.Vectors[2..], (x, y) => Math.Abs(x - y) < 1e-14);
    }

    [Fact]
    public void Every_pair_satisfies_its_equation()
    {
        const int Order = 12;
        double[] matrix = new double[Order * Order];
        new RandomStream(5, "symmetric").FillNormal(matrix);
        for (int i = 0; i < Order; i++)
            for (int j = 0; j < i; j++) matrix[(j * Order) + i] = matrix[(i * Order) + j];
        SymmetricEigen eigen = SymmetricEigen.Decompose(matrix, Order);
        for (int k = 0; k < Order; k++)
        {
            if (k > 0) Assert.True(eigen.Values[k] >= eigen.Values[k - 1]);
            for (int i = 0; i < Order; i++)
            {
                double product = 0.0;
                for (int j = 0; j < Order; j++) product += matrix[(i * Order) + j] * eigen.Vectors[(k * Order) + j];
                Assert.Equal(eigen.Values[k] * eigen.Vectors[(k * Order) + i], product, 1e-12);
            }
        }
    }

    [Fact]
    public void A_nan_is_named_with_its_place()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose([1.0, 0.0, double.NaN, 1.0], 2));
        Assert.Contains("[1, 0]", error.Message, StringComparison.Ordinal);
    }
}
