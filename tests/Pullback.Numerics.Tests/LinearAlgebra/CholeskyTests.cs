using Pullback.Numerics.LinearAlgebra;
using Pullback.Numerics.Random;

namespace Pullback.Numerics.Tests.LinearAlgebra;

public sealed class CholeskyTests
{
    public static TheoryData<int> Orders => [1, 2, 3, 7, 20, 41];

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_factor_times_its_transpose_is_the_matrix(int order)
    {
        double[] matrix = PositiveDefinite(order);
        double[] factor = [.. matrix];
        Assert.True(Cholesky.TryFactor(factor, order));
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0.0;
                for (int k = 0; k <= j; k++) product += factor[(i * order) + k] * factor[(j * order) + k];
                Assert.Equal(matrix[(i * order) + j], product, 1e-13 * order);
            }

            for (int j = i + 1; j < order; j++) Assert.Equal(matrix[(i * order) + j], factor[(i * order) + j]);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_solution_satisfies_its_system(int order)
    {
        double[] matrix = PositiveDefinite(order);
        double[] right = new double[order];
        new RandomStream(3, "right side").FillNormal(right);
        double[] solution = [.. right];
        Assert.True(SymmetricSolve.TrySolve(matrix, order, solution, new double[order * order]));
        for (int i = 0; i < order; i++)
        {
            double product = 0.0;
            for (int j = 0; j < order; j++) product += matrix[(i * order) + j] * solution[j];
            Assert.Equal(right[i], product, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_inverse_times_the_matrix_is_one_and_symmetric(int order)
    {
        double[] matrix = PositiveDefinite(order);
        double[] factor = [.. matrix];
        Cholesky.Factor(factor, order);
        double[] inverse = new double[order * order];
        Cholesky.Inverse(factor, order, inverse);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                double product = 0.0;
                for (int k = 0; k < order; k++) product += matrix[(i * order) + k] * inverse[(k * order) + j];
                Assert.Equal(i == j ? 1.0 : 0.0, product, 1e-12);
                Assert.Equal(inverse[(j * order) + i], inverse[(i * order) + j]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void The_log_determinant_is_the_sum_of_the_logs_of_the_eigenvalues(int order)
    {
        double[] matrix = PositiveDefinite(order);
        double expected = SymmetricEigen.Decompose(matrix, order).Values.Sum(Math.Log);
        Cholesky.Factor(matrix, order);
        Assert.Equal(expected, Cholesky.LogDeterminant(matrix, order), 1e-11);
    }

    [Fact]
    public void An_indefinite_matrix_is_reported_with_its_row()
    {
        double[] matrix = [4.0, 2.0, 0.0, 2.0, 1.0, 0.0, 0.0, 0.0, 1.0];
        Assert.False(Cholesky.TryFactor([.. matrix], 3, out int row));
        Assert.Equal(1, row);
        Assert.Equal(1, Assert.Throws<NotPositiveDefiniteException>(() => Cholesky.Factor([.. matrix], 3)).Row);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    [InlineData(0.0)]
    public void A_bad_pivot_is_a_failure_not_a_number(double pivot) => Assert.False(Cholesky.TryFactor([pivot], 1));

    [Fact]
    public void A_failed_solve_leaves_the_right_side_alone()
    {
        double[] vector = [1.0, 2.0];
        Assert.False(SymmetricSolve.TrySolve([1.0, 2.0, 2.0, 1.0], 2, vector, new double[4]));
        Assert.Equal([1.0, 2.0], vector);
    }

    [Fact]
    public void Spans_that_are_too_short_are_errors()
    {
        Assert.Throws<ArgumentException>(() => Cholesky.TryFactor(new double[3], 2));
        Assert.Throws<ArgumentException>(() => Cholesky.Solve(new double[4], 2, new double[1]));
    }

    [Fact]
    public void The_empty_matrix_is_positive_definite()
    {
        Assert.True(Cholesky.TryFactor([], 0));
        Assert.Equal(0.0, Cholesky.LogDeterminant([], 0));
    }

    /// <summary><c>G Gᵀ / order + 1/2</c> with normal entries of G.</summary>
    private static double[] PositiveDefinite(int order)
    {
        double[] root = new double[order * order];
        new RandomStream(11, "positive definite", (ulong)order).FillNormal(root);
        double[] matrix = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                double sum = i == j ? 0.5 : 0.0;
                for (int k = 0; k < order; k++) sum += root[(i * order) + k] * root[(j * order) + k] / order;
                matrix[(i * order) + j] = sum;
            }
        }

        return matrix;
    }
}
