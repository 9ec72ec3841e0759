using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

public sealed class ShapeTests
{
    [Fact]
    public void Slicing_stacking_and_summing_have_derivatives_of_every_order() => Expect.Derivatives(
        x =>
        {
            Expr stack = Op.Stack(x[0], Op.Square(x[1]), x[0] * x[1]);
            Expr joined = Op.Concat(0, Op.Slice(stack, 0, 1, 2), Op.Exp(Op.Slice(stack, 0, 0, 2)));
            Expr matrix = Op.Transpose(Op.Reshape(joined, Shape.Of(2, 2)));
            return Op.Sum(Op.Sum(matrix * Op.Element(stack, 0, 2), 0) * Op.Element(matrix, 1, 0));
        },
        [0.4, 0.9],
        [1.3, -0.2]);

    [Fact]
    public void Broadcasting_follows_numpy()
    {
        var graph = new Graph();
        Expr column = graph.Parameter("column", Shape.Of(3, 1));
        Expr row = graph.Parameter("row", Shape.Of(4));
        Expr table = column * row;
        Expr slope = Derivatives.Gradient(Op.Sum(Op.Square(table)), column)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([table, slope]);
        evaluator.Set(column, [1, 2, 3]);
        evaluator.Set(row, [1, 10, 100, 1000]);
        evaluator.Evaluate();
        Assert.Equal([1, 10, 100, 1000, 2, 20, 200, 2000, 3, 30, 300, 3000], evaluator.Float64(table).ToArray());
        Assert.Equal([2 * 1010101, 4 * 1010101, 6 * 1010101], evaluator.Float64(slope).ToArray());
    }

    [Fact]
    public void Event_tensors_meet_uniform_tensors_and_event_scalars()
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr x = graph.EventInput("x", axis, Shape.Of(2));
        Expr w = graph.EventInput("w", axis);
        Expr b = graph.Parameter("b", Shape.Of(2));
        Expr y = (x * w) + b;
        Expr total = Op.SumEvents(y);
        Expr[] slopes = Derivatives.Gradient(Op.Sum(Op.Square(total)), w, b);
        using EveryExecutor evaluator = EveryExecutor.Of([y, total, .. slopes]);
        evaluator.Bind(x, new double[] { 1, 2, 3, 4, 5, 6 });
        evaluator.Bind(w, new double[] { 1, 10, 100 });
        evaluator.Set(b, [0.5, -0.5]);
        evaluator.Evaluate();
        Assert.Equal([1.5, 1.5, 30.5, 39.5, 500.5, 599.5], evaluator.Float64(y).ToArray());
        Assert.Equal([532.5, 640.5], evaluator.Float64(total).ToArray());
        Assert.Equal([(2 * 532.5 * 1) + (2 * 640.5 * 2), (2 * 532.5 * 3) + (2 * 640.5 * 4), (2 * 532.5 * 5) + (2 * 640.5 * 6)], evaluator.Float64(slopes[0]).ToArray());
        Assert.Equal([2 * 532.5 * 3, 2 * 640.5 * 3], evaluator.Float64(slopes[1]).ToArray());
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var graph = new Graph();
        Expr x = graph.Parameter("x", Shape.Of(3));
        Expr[] outputs = [Op.LogSumExp(x), Op.Softmax(x), Op.LogSoftmax(x)];
        using EveryExecutor evaluator = EveryExecutor.Of(outputs);
        evaluator.Set(x, [1000, 1000, -1000]);
        evaluator.Evaluate();
        Assert.Equal(1000 + Math.Log(2), evaluator.Scalar(outputs[0]), 1e-12);
        Assert.Equal([0.5, 0.5, 0], evaluator.Float64(outputs[1]).ToArray());
        Assert.Equal(-2000 - Math.Log(2), evaluator.Float64(outputs[2])[2], 1e-12);
    }

    [Fact]
    public void Softmax_family_has_derivatives_of_every_order() => Expect.Derivatives(
        x =>
        {
            Expr logits = Op.Stack(x[0], x[1], x[0] * x[1]);
            Expr p = Op.Softmax(logits);
            return (Op.LogSumExp(logits) * Op.Element(p, 0, 1)) + Op.Sum(p * Op.LogSoftmax(logits));
        },
        [0.4, 0.9],
        [-1.7, 2.1]);

    [Fact]
    public void A_sum_over_events_of_a_uniform_value_counts_the_events()
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", axis);
        Expr value = Op.SumEvents((a * a) + x);
        Expr slope = Derivatives.Gradient(value, a)[0];
        Expr tangent = Derivatives.Jvp([value], [a], [1])[0];
        using EveryExecutor evaluator = EveryExecutor.Of([value, slope, tangent]);
        evaluator.Bind(x, new double[] { 1, 2, 3 });
        evaluator.Set(a, 5);
        evaluator.Evaluate();
        Assert.Equal(81, evaluator.Scalar(value));
        Assert.Equal(30, evaluator.Scalar(slope));
        Assert.Equal(30, evaluator.Scalar(tangent));
    }

    [Fact]
    public void A_jacobian_has_the_same_elements_from_either_side()
    {
        var graph = new Graph();
        Expr x = graph.Parameter("x", Shape.Of(3));
        Expr wide = Op.Concat(0, Op.Square(x), Op.Exp(x));
        Expr narrow = Op.Slice(wide, 0, 1, 2);
        Expr forward = Derivatives.Jacobian(wide, x);
        Expr reverse = Derivatives.Jacobian(narrow, x);
        using EveryExecutor evaluator = EveryExecutor.Of([forward, reverse]);
        evaluator.Set(x, [1, 2, 3]);
        evaluator.Evaluate();
        Assert.Equal(Shape.Of(6, 3), forward.Shape);
        Assert.Equal([0, 4, 0, 0, 0, 6], evaluator.Float64(reverse).ToArray());
        Assert.Equal([2, 0, 0, 0, 4, 0, 0, 0, 6], evaluator.Float64(forward)[..9].ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var graph = new Graph();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => graph.Parameter("a", Shape.Of(3)) + graph.Parameter("b", Shape.Of(4)));
        Assert.Contains("[3] and [4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_axes_do_not_mix()
    {
        var graph = new Graph();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => graph.EventInput("a", new EventAxis("data")) + graph.EventInput("b", new EventAxis("sample")));
        Assert.Contains("'data' and 'sample'", error.Message, StringComparison.Ordinal);
    }
}
