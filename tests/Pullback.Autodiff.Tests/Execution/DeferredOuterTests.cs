using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Execution;

/// <summary>The weight gradient of layers so wide that it is summed after a stretch of events instead of for every chunk.</summary>
public sealed class DeferredOuterTests
{
    private const int Left = 190;
    private const int Right = 210;

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    [InlineData(1000)]
    [InlineData(30_000)] // more than one stretch
    public void A_wide_weight_gradient_matches_loops_on_any_number_of_threads(int events)
    {
        double[] x = Numbers(events * Left, 1);
        double[] y = Numbers(events * Right, 2);
        double[] expected = new double[Left * Right];
        for (int e = 0; e < events; e++)
        {
            for (int i = 0; i < Left; i++)
            {
                for (int j = 0; j < Right; j++)
                {
                    expected[(i * Right) + j] += x[(e * Left) + i] * y[(e * Right) + j];
                }
            }
        }

        double[] one = Gradient(x, y, events, 1);
        for (int i = 0; i < one.Length; i++)
        {
            Assert.Equal(expected[i], one[i], 1e-12 * events);
        }

        Assert.Equal(one, Gradient(x, y, events, 2));
        Assert.Equal(one, Gradient(x, y, events, 7));
    }

    [Fact]
    public void Several_rows_of_an_event_add_up()
    {
        const int Events = 300;
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr rows = graph.EventInput("rows", axis, Shape.Of(2, Left));
        Expr factors = graph.EventInput("factors", axis, Shape.Of(2, Right));
        Expr weights = graph.Parameter("weights", Shape.Of(Left, Right));
        Expr loss = Op.SumEvents(Op.Sum(Op.MatMul(rows, weights) * factors));
        Expr gradient = Derivatives.Gradient(loss, weights)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([gradient]);
        double[] x = Numbers(Events * 2 * Left, 3);
        double[] y = Numbers(Events * 2 * Right, 4);
        evaluator.Bind(rows, x);
        evaluator.Bind(factors, y);
        evaluator.Evaluate();
        double[] flat = Gradient(x, y, 2 * Events, 1);
        ReadOnlySpan<double> found = evaluator.Float64(gradient);
        for (int i = 0; i < flat.Length; i++)
        {
            Assert.Equal(flat[i], found[i], 1e-12);
        }
    }

    private static double[] Gradient(double[] x, double[] y, int events, int threads)
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr rows = graph.EventInput("rows", axis, Shape.Of(Left));
        Expr factors = graph.EventInput("factors", axis, Shape.Of(Right));
        Expr weights = graph.Parameter("weights", Shape.Of(Left, Right));
        Expr loss = Op.SumEvents(Op.Sum(Op.MatMul(rows, weights) * factors));
        Expr gradient = Derivatives.Gradient(loss, weights)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([gradient], new ProgramOptions { Threads = threads });
        evaluator.Bind(rows, x.AsMemory(0, events * Left));
        evaluator.Bind(factors, y.AsMemory(0, events * Right));
        evaluator.Evaluate();
        return evaluator.Float64(gradient).ToArray();
    }

    private static double[] Numbers(int count, double phase)
    {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = Math.Sin((0.7 * i) + phase + (1e-6 * i * i));
        }

        return numbers;
    }
}
