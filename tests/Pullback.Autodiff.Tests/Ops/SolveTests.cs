using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class SolveTests
{
    [Fact]
    public void A_solution_has_derivatives_of_every_order() => Expect.Derivatives(
        x => x[0].Axis is not null ? 0 : Op.Sum(Op.Square(Op.Solve(Matrix(x), Op.Stack(x[1], 1, x[0])))),
        [0.4, 1.3],
        [-0.2, 0.8]);

    [Fact]
    public void A_log_determinant_has_derivatives_of_every_order() => Expect.Derivatives(
        x => x[0].Axis is not null ? 0 : Op.LogDeterminant(Matrix(x)) * x[0],
        [0.4, 1.3],
        [-0.2, 0.8]);

    [Fact]
    public void Polygamma_functions_are_derivatives_of_each_other() =>
        Expect.Derivatives(x => Op.Polygamma(1, x[0]) + Op.Polygamma(2, x[0]), [0.7], [2.4], [31.0]);

    [Fact]
    public void Polygamma_takes_its_known_values()
    {
        var graph = new Graph();
        Expr x = graph.Parameter("x");
        Expr[] values = [Op.Polygamma(1, x), Op.Polygamma(2, x), Op.Polygamma(3, x)];
        using EveryExecutor evaluator = EveryExecutor.Of(values);
        evaluator.Set(x, 1);
        evaluator.Evaluate();

        // ψ′(1) = π²/6, ψ″(1) = −2 ζ(3), ψ‴(1) = π⁴/15.
        Assert.Equal(Math.PI * Math.PI / 6, evaluator.Scalar(values[0]), 1e-15);
        Assert.Equal(-2 * 1.2020569031595942854, evaluator.Scalar(values[1]), 2e-15);
        Assert.Equal(Math.Pow(Math.PI, 4) / 15, evaluator.Scalar(values[2]), 8e-15);
    }

    [Fact]
    public void A_singular_matrix_is_an_error()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a", Shape.Of(2, 2));
        using EveryExecutor evaluator = EveryExecutor.Of([Op.Solve(a, graph.Constant([1, 2], Shape.Of(2)))]);
        evaluator.Set(a, [1, 2, 2, 4]);
        Assert.Contains("singular", Assert.Throws<ArithmeticException>(() => evaluator.Evaluate()).Message, StringComparison.Ordinal);
    }

    private static Expr Matrix(Expr[] x) =>
        Op.Reshape(Op.Stack(x[0], x[1], 2, Op.Exp(x[0]), 0.3, x[0] * x[1], 1, Op.Square(x[1]), -1.5), Shape.Of(3, 3));
}
