using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Transforms;

public sealed class DerivativesTests
{
    [Fact]
    public void A_gradient_by_an_inner_value_and_by_what_it_is_made_of_counts_the_way_through_it()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr inner = Op.Exp(2 * a);
        Expr value = inner * a;
        Expr[] gradient = Derivatives.Gradient(value, a, inner);
        using EveryExecutor evaluator = EveryExecutor.Of(gradient);
        evaluator.Set(a, 0.3);
        evaluator.Evaluate();
        Assert.Equal(Math.Exp(0.6) * 1.6, evaluator.Scalar(gradient[0]), 1e-14);
        Assert.Equal(0.3, evaluator.Scalar(gradient[1]), 1e-15);
    }

    [Fact]
    public void The_gradient_by_an_event_input_is_an_event_value()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr gradient = Derivatives.Gradient(Op.SumEvents(3 * x), x)[0];
        Assert.NotNull(gradient.Axis);
        using EveryExecutor evaluator = EveryExecutor.Of([gradient]);
        evaluator.Bind(x, new double[] { 1, 2 });
        evaluator.Evaluate();
        Assert.Equal([3, 3], evaluator.Float64(gradient).ToArray());
    }

    [Fact]
    public void A_derivative_by_a_value_that_does_not_matter_is_zero()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr b = graph.Parameter("b", Shape.Of(2));
        Expr gradient = Derivatives.Gradient(Op.Exp(a), b)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([gradient]);
        evaluator.Set(a, 1);
        evaluator.Evaluate();
        Assert.Equal([0, 0], evaluator.Float64(gradient).ToArray());
    }

    [Fact]
    public void A_gradient_is_taken_of_uniform_scalars_only()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Assert.Contains("Op.SumEvents", Assert.Throws<ArgumentException>(() => Derivatives.Gradient(Op.Exp(x), x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hessian_of_vectors_is_symmetric_and_complete()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a", Shape.Of(2));
        Expr b = graph.Parameter("b");
        Expr value = Op.Sum(Op.Exp(a * b)) + (Op.Element(a, 0, 0) * Op.Square(Op.Element(a, 0, 1)));
        Expr[,] hessian = Derivatives.Hessian(value, a, b);
        using EveryExecutor evaluator = EveryExecutor.Of([.. hessian.Cast<Expr>()]);
        evaluator.Set(a, [0.5, -0.3]);
        evaluator.Set(b, 0.8);
        evaluator.Evaluate();
        (double e0, double e1) = (Math.Exp(0.4), Math.Exp(-0.24));
        Close([0.64 * e0, -0.6, -0.6, (0.64 * e1) + 1], evaluator.Float64(hessian[0, 0]));
        Close([(1 + 0.4) * e0, (1 - 0.24) * e1], evaluator.Float64(hessian[0, 1]));
        Close([(1 + 0.4) * e0, (1 - 0.24) * e1], evaluator.Float64(hessian[1, 0]));
        Close([(0.25 * e0) + (0.09 * e1)], evaluator.Float64(hessian[1, 1]));
    }

    [Fact]
    public void The_loss_of_a_network_may_contain_its_own_derivative_by_the_input()
    {
        // d/dw Σ (dy/dx)² for y = tanh(w x): dy/dx = w (1 − y²), its derivative by w is (1 − y²) − 2 w x y (1 − y²).
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(1));
        Expr w = graph.Parameter("w", Shape.Of(1, 1));
        Expr y = Op.Tanh(Op.MatMul(x, w));
        Expr slope = Derivatives.Gradient(Op.SumEvents(Op.Sum(y)), x)[0];
        Expr loss = Op.SumEvents(Op.Sum(Op.Square(slope)));
        Expr gradient = Derivatives.Gradient(loss, w)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([loss, gradient]);
        double[] events = [-1.2, 0.3, 0.8, 2.1];
        evaluator.Bind(x, events);
        evaluator.Set(w, 0.7);
        evaluator.Evaluate();
        double expected = events.Sum(e =>
        {
            double t = Math.Tanh(0.7 * e);
            double s = 1 - (t * t);
            return 2 * (0.7 * s) * (s - (2 * 0.7 * e * t * s));
        });
        Assert.Equal(expected, evaluator.Scalar(gradient), 1e-13);
    }

    private static void Close(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-13);
        }
    }
}
