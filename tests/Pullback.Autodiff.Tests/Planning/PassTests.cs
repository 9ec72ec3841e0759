using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Planning;

/// <summary>Programs whose event sums depend on each other, against a slow evaluation event by event.</summary>
public sealed class PassTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 1500).Select(i => Math.Sin(0.37 * i) + 1.5)];

    [Fact]
    public void Three_sums_in_sequence_take_three_passes_and_their_gradient_is_exact()
    {
        (Expr value, Expr a, Expr b, Expr x) = Chain();
        Expr[] gradient = Derivatives.Gradient(value, a, b);
        using EveryExecutor evaluator = EveryExecutor.Of([value, .. gradient]);
        evaluator.Bind(x, X);
        double[] point = [0.6, 1.3];
        double[] Read(double[] at)
        {
            evaluator.Set(a, at[0]);
            evaluator.Set(b, at[1]);
            evaluator.Evaluate();
            return [evaluator.Scalar(value), evaluator.Scalar(gradient[0]), evaluator.Scalar(gradient[1])];
        }

        double[] centre = Read(point);
        Assert.Equal(Slow(point[0], point[1]), centre[0], 1e-12 * Math.Abs(centre[0]));
        const double step = 1e-4;
        for (int i = 0; i < 2; i++)
        {
            double[] up = [.. point];
            double[] down = [.. point];
            up[i] += step;
            down[i] -= step;
            double difference = (Slow(up[0], up[1]) - Slow(down[0], down[1])) / (2 * step);
            Assert.Equal(difference, centre[1 + i], 1e-6 * Math.Abs(difference));
        }
    }

    [Fact]
    public void Hessian_vector_product_of_dependent_sums_matches_differences_of_the_gradient()
    {
        (Expr value, Expr a, Expr b, Expr x) = Chain();
        Expr[] gradient = Derivatives.Gradient(value, a, b);
        Expr[] product = Derivatives.HessianVectorProduct(value, [a, b], [0.3, -0.8]);
        using EveryExecutor evaluator = EveryExecutor.Of([.. gradient, .. product]);
        evaluator.Bind(x, X);
        double[] Read(double t, Expr[] what)
        {
            evaluator.Set(a, 0.6 + (0.3 * t));
            evaluator.Set(b, 1.3 - (0.8 * t));
            evaluator.Evaluate();
            return [.. what.Select(e => evaluator.Scalar(e))];
        }

        const double step = 1e-4;
        double[] up = Read(step, gradient);
        double[] down = Read(-step, gradient);
        double[] exact = Read(0, product);
        for (int i = 0; i < 2; i++)
        {
            double difference = (up[i] - down[i]) / (2 * step);
            Assert.Equal(difference, exact[i], 1e-6 * Math.Abs(difference));
        }
    }

    [Fact]
    public void The_gradient_of_a_function_of_one_sum_needs_no_second_pass()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr value = Op.Log(Op.SumEvents(Op.Exp(a * x) / (1 + Op.Square(a * x))));
        CompiledProgram program = CompiledProgram.Compile([value, .. Derivatives.Gradient(value, a)]);
        Assert.Single(program.Recomputing.Passes);
    }

    [Fact]
    public void Sums_that_do_not_depend_on_each_other_share_a_pass()
    {
        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("events"));
        CompiledProgram program = CompiledProgram.Compile([Op.SumEvents(Op.Exp(x)), Op.SumEvents(Op.Square(x)), Op.SumEvents(x)]);
        Assert.Single(program.Recomputing.Passes);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Bits_do_not_depend_on_the_number_of_threads(int threads)
    {
        double[] one = Run(new ProgramOptions { Threads = 1 });
        double[] many = Run(new ProgramOptions { Threads = threads });
        Assert.Equal(one.Select(BitConverter.DoubleToInt64Bits), many.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Recomputing_and_keeping_give_the_same_bits()
    {
        (Expr value, Expr a, Expr b, Expr x) = Chain();
        CompiledProgram program = CompiledProgram.Compile([value, .. Derivatives.Gradient(value, a, b)]);
        Assert.NotNull(program.Retaining);
        Assert.Equal(
            Run(new ProgramOptions { RetainBytes = 0 }).Select(BitConverter.DoubleToInt64Bits),
            Run(new ProgramOptions()).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void The_plan_is_explained_in_words()
    {
        (Expr value, Expr a, Expr b, _) = Chain();
        string text = CompiledProgram.Compile([value, .. Derivatives.Gradient(value, a, b)]).Explain();
        Assert.Contains("Pass 3 over 'events'", text, StringComparison.Ordinal);
        Assert.Contains("8 bytes read per event", text, StringComparison.Ordinal);
        Assert.Contains("kept for later passes", text, StringComparison.Ordinal);
    }

    private static double[] Run(ProgramOptions options)
    {
        (Expr value, Expr a, Expr b, Expr x) = Chain();
        Expr[] outputs = [value, .. Derivatives.Gradient(value, a, b), .. Derivatives.HessianVectorProduct(value, [a, b], [0.3, -0.8])];
        using EveryExecutor evaluator = EveryExecutor.Of(outputs, options);
        evaluator.Bind(x, Enumerable.Range(0, 50_001).Select(i => Math.Sin(0.37 * i) + 1.5).ToArray());
        evaluator.Set(a, 0.6);
        evaluator.Set(b, 1.3);
        evaluator.Evaluate();
        return [.. outputs.Select(o => evaluator.Scalar(o))];
    }

    private static (Expr Value, Expr A, Expr B, Expr X) Chain()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr b = graph.Parameter("b");
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr weight = Op.Exp(-a * x) * Op.Pow(x, b) / (1 + Op.Exp(b - x)) * Op.Log(2 + Op.Square(x * a));
        Expr first = Op.SumEvents(weight);
        Expr second = Op.SumEvents(Op.Log(1 + (weight / first * x)));
        Expr third = Op.SumEvents(Op.Square((weight / first) - (second * x / 1500)));
        return (Op.Log(third) + (a * second), a, b, x);
    }

    private static double Slow(double a, double b)
    {
        double Weight(double x) => Math.Exp(-a * x) * Math.Pow(x, b) / (1 + Math.Exp(b - x)) * Math.Log(2 + (x * a * x * a));
        double first = X.Sum(Weight);
        double second = X.Sum(x => Math.Log(1 + (Weight(x) / first * x)));
        double third = X.Sum(x => Math.Pow((Weight(x) / first) - (second * x / 1500), 2));
        return Math.Log(third) + (a * second);
    }
}
