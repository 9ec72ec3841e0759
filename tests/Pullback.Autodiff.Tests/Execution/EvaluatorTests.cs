using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Execution;

public sealed class EvaluatorTests
{
    [Fact]
    public void A_normalised_likelihood_needs_two_passes_and_has_the_right_gradient()
    {
        var graph = new Graph();
        var data = new EventAxis("data");
        var sample = new EventAxis("sample");
        Expr slope = graph.Parameter("slope");
        Expr x = graph.EventInput("x", data);
        Expr y = graph.EventInput("y", sample);
        Expr norm = Op.Log(Op.SumEvents(Op.Exp(-slope * y)) / graph.EventCount(sample));
        Expr nll = Op.SumEvents(slope * x) + (norm * graph.EventCount(data));
        Expr gradient = Derivatives.Gradient(nll, slope)[0];
        using EveryExecutor evaluator = EveryExecutor.Of([nll, gradient]);
        double[] xs = [.. Enumerable.Range(0, 1000).Select(i => 0.001 * i)];
        double[] ys = [.. Enumerable.Range(0, 777).Select(i => 0.002 * i)];
        evaluator.Bind(x, xs);
        evaluator.Bind(y, ys);
        evaluator.Set(slope, 0.7);
        evaluator.Evaluate();
        double sum = ys.Sum(v => Math.Exp(-0.7 * v));
        double expected = (0.7 * xs.Sum()) + (1000 * Math.Log(sum / 777));
        double expectedGradient = xs.Sum() - (1000 * ys.Sum(v => v * Math.Exp(-0.7 * v)) / sum);
        Assert.Equal(expected, evaluator.Scalar(nll), 1e-9);
        Assert.Equal(expectedGradient, evaluator.Scalar(gradient), 1e-9);
    }

    [Fact]
    public void A_parameter_without_a_value_is_named()
    {
        var graph = new Graph();
        using EveryExecutor evaluator = EveryExecutor.Of([Op.Exp(graph.Parameter("mass"))]);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => evaluator.Evaluate());
        Assert.Contains("parameter 'mass'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_input_without_events_is_named()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("mass", new EventAxis("data"));
        using EveryExecutor evaluator = EveryExecutor.Of([Op.SumEvents(x)]);
        Assert.Contains("'mass' of axis 'data' is not bound", Assert.Throws<InvalidOperationException>(() => evaluator.Evaluate()).Message, StringComparison.Ordinal);
        evaluator.Bind(x, ReadOnlyMemory<double>.Empty);
        Assert.Contains("has no events", Assert.Throws<InvalidOperationException>(() => evaluator.Evaluate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_of_an_axis_must_have_as_many_events()
    {
        var graph = new Graph();
        var axis = new EventAxis("data");
        Expr x = graph.EventInput("x", axis);
        Expr y = graph.EventInput("y", axis);
        using EveryExecutor evaluator = EveryExecutor.Of([Op.SumEvents(x * y)]);
        evaluator.Bind(x, new double[3]);
        evaluator.Bind(y, new double[4]);
        Assert.Contains("'x' has 3, 'y' has 4", Assert.Throws<InvalidOperationException>(() => evaluator.Evaluate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_is_not_a_number_is_an_error_that_says_where_it_began()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("data"));
        Expr sum = Op.SumEvents(Op.Log(x));
        using EveryExecutor evaluator = EveryExecutor.Of([sum * 2]);
        evaluator.Bind(x, new double[] { 1, -1 });
        Assert.Contains("sum over events 'data' of log", Assert.Throws<ArithmeticException>(() => evaluator.Evaluate()).Message, StringComparison.Ordinal);
        using EveryExecutor tolerant = EveryExecutor.Of([sum], new ProgramOptions { NonFinite = NonFinitePolicy.Allow });
        tolerant.Bind(x, new double[] { 1, -1 });
        tolerant.Evaluate();
        Assert.True(double.IsNaN(tolerant.Scalar(sum)));
    }

    [Fact]
    public void Cancellation_stops_an_evaluation()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("data"));
        using EveryExecutor evaluator = EveryExecutor.Of([Op.SumEvents(Op.Exp(x))]);
        evaluator.Bind(x, new double[100_000]);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(source.Token));
    }

    [Theory]
    [InlineData(ExecutorKind.Interpreter)]
    [InlineData(ExecutorKind.Emitted)]
    public void An_evaluation_in_memory_allocates_next_to_nothing(ExecutorKind executor)
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", new EventAxis("data"));
        Expr value = Op.SumEvents(Op.Exp(a * x));
        Expr slope = Derivatives.Gradient(value, a)[0];
        using Evaluator evaluator = CompiledProgram.Compile([value, slope], new ProgramOptions { Threads = 1, Executor = executor }).CreateEvaluator();
        evaluator.Bind(x, new double[100_000]);
        evaluator.Set(a, 0.5);
        evaluator.Evaluate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            evaluator.Set(a, i);
            evaluator.Evaluate();
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000);
    }

    [Fact]
    public void Event_outputs_keep_their_order_over_tiles_and_chunks()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("data"), Shape.Of(2));
        Expr y = Op.Stack(Op.Element(x, 0, 1), Op.Element(x, 0, 0) * 2, Op.Sum(x));
        using EveryExecutor evaluator = EveryExecutor.Of([y]);
        double[] rows = [.. Enumerable.Range(0, 2 * 9001).Select(i => (double)i)];
        evaluator.Bind(x, rows);
        evaluator.Evaluate();
        double[] expected = [.. Enumerable.Range(0, 9001).SelectMany(e => new double[] { (2 * e) + 1, 4 * e, (4 * e) + 1 })];
        Assert.Equal(expected, evaluator.Float64(y).ToArray());
    }
}
