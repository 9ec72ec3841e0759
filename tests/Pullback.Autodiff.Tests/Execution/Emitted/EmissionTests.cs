using System.Globalization;
using Pullback.Autodiff.Execution.Emitted;
using Pullback.Autodiff.Planning;
using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Execution.Emitted;

/// <summary>What is special to compiled segments. That they give the interpreter's bits for every operation is part of the operations' own tests.</summary>
public sealed class EmissionTests
{
    public static TheoryData<int> Counts => [1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 255, 256, 257, 1000, 4097, 100_001];

    [Theory]
    [MemberData(nameof(Counts))]
    public void Any_number_of_events_gives_the_bits_of_the_interpreter(int events)
    {
        foreach (ElementType element in (ElementType[])[ElementType.Float64, ElementType.Float32])
        {
            var graph = new Graph();
            Expr a = graph.Parameter("a", Shape.Scalar, element);
            Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Scalar, element);
            Expr y = Op.Exp(-a * x) + (x / (1 + Op.Square(a - x)));
            Expr mask = Op.Select(Op.Less(x, a), y, Op.Sqrt(x));
            Expr value = Op.SumEvents(Op.Log(mask));
            Expr[] outputs = [value, .. Derivatives.Gradient(value, a), mask];
            using EveryExecutor evaluator = EveryExecutor.Of(outputs);
            evaluator.Set(a, 0.8);
            evaluator.Bind(x, Enumerable.Range(0, events).Select(i => (0.37 * i % 2) + 0.1).ToArray());
            evaluator.Evaluate();
            foreach (Expr output in outputs)
            {
                _ = element == ElementType.Float64 ? evaluator.Float64(output).Length : evaluator.Float32(output).Length;
            }
        }
    }

    [Fact]
    public void A_long_pass_is_cut_into_segments_that_hand_values_on()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr[] powers = new Expr[120];
        Expr power = x;
        for (int i = 0; i < powers.Length; i++)
        {
            power = Op.Sin(power * a) + x;
            powers[i] = power;
        }

        // The first values are read again at the very end, across all segments.
        Expr value = Op.SumEvents(Enumerable.Range(0, powers.Length).Select(i => powers[i] * powers[^(i + 1)]).Aggregate((p, q) => p + q));
        Expr[] outputs = [value, .. Derivatives.Gradient(value, a)];
        CompiledProgram program = CompiledProgram.Compile(outputs, new ProgramOptions { Executor = ExecutorKind.Emitted });
        SegmentGroup group = SegmentGroup.Find(program.Recomputing, program.Recomputing.Passes.Single()).Single().Group;
        Assert.True(group.Segments.Length > 3);
        Assert.True(group.ScratchRows > 0);
        Assert.All(group.Segments, s => Assert.True(group.Instructions[s].Length <= 100));
        using EveryExecutor evaluator = EveryExecutor.Of(outputs);
        evaluator.Set(a, 0.9);
        evaluator.Bind(x, Enumerable.Range(0, 5003).Select(i => 0.001 * i).ToArray());
        evaluator.Evaluate();
        Assert.True(double.IsFinite(evaluator.Scalar(value)));
        Assert.True(double.IsFinite(evaluator.Scalar(outputs[1])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_do_not_change_a_bit(int threads)
    {
        (Expr[] outputs, Expr a, Expr x) = Normalised();
        double[] Run(int count)
        {
            using EveryExecutor evaluator = EveryExecutor.Of(outputs, new ProgramOptions { Threads = count });
            evaluator.Set(a, 0.7);
            evaluator.Bind(x, Enumerable.Range(0, 50_021).Select(i => (0.618 * i % 3) + 0.01).ToArray());
            evaluator.Evaluate();
            return [.. outputs.Select(o => evaluator.Scalar(o))];
        }

        Assert.Equal(Run(1), Run(threads));
    }

    [Fact]
    public async Task A_hot_pass_is_compiled_in_the_background_without_changing_a_bit()
    {
        (Expr[] outputs, Expr a, Expr x) = Normalised();
        CompiledProgram program = CompiledProgram.Compile(outputs);
        using Evaluator evaluator = program.CreateEvaluator();
        evaluator.Set(a, 0.7);
        evaluator.Bind(x, Enumerable.Range(0, 100_000).Select(i => (0.618 * i % 3) + 0.01).ToArray());
        double[] Read()
        {
            evaluator.Evaluate();
            return [.. outputs.Select(o => evaluator.Scalar(o))];
        }

        double[] first = Read();
        Assert.Contains("none yet", program.Explain(), StringComparison.Ordinal);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(first, Read());
        }

        PassStep[] passes = [.. (program.Retaining ?? program.Recomputing).Passes];
        await Task.WhenAll(passes.Select(p => p.Heat!.Compilation!));
        Assert.All(passes, p => Assert.Contains(p.Instructions, i => i is FusedInstruction));
        Assert.Equal(first, Read());
        Assert.DoesNotContain("none yet", program.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_says_which_operations_are_compiled()
    {
        (Expr[] outputs, _, _) = Normalised();
        string emitted = CompiledProgram.Compile(outputs, new ProgramOptions { Executor = ExecutorKind.Emitted }).Explain();
        Assert.Contains("operations in one segment", emitted, StringComparison.Ordinal);
        string interpreted = CompiledProgram.Compile(outputs, new ProgramOptions { Executor = ExecutorKind.Interpreter }).Explain();
        Assert.Contains("none, interpreted (", interpreted, StringComparison.Ordinal);
        Assert.Contains(Emission.HotEvents.ToString(CultureInfo.InvariantCulture), CompiledProgram.Compile(outputs).Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_both_element_types_beside_wide_ones_keep_their_places()
    {
        // Single and double precision rows of several widths die and are reused around fused runs.
        var graph = new Graph();
        Expr w = graph.Parameter("w", Shape.Of(3, 5), ElementType.Float32);
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(3), ElementType.Float32);
        Expr hidden = Op.Tanh(Op.MatMul(x, w));
        var terms = new List<Expr>();
        for (int i = 0; i < 5; i++)
        {
            Expr single = Op.Element(hidden, 0, i) * Op.Exp(Op.Element(x, 0, i % 3));
            Expr wide = Op.Cast(single, ElementType.Float64);
            Expr bent = Op.Sqrt(1 + Op.Square(wide * a)) - Op.Exp(-wide);
            Expr back = Op.Cast(bent, ElementType.Float32) * Op.Element(hidden, 0, 4 - i);
            terms.Add(Op.Cast(back * single, ElementType.Float64) + (wide / (2 + bent)));
        }

        Expr value = Op.SumEvents(terms.Aggregate((p, q) => p * q));
        Expr[] outputs = [value, .. Derivatives.Gradient(value, w, a)];
        using EveryExecutor evaluator = EveryExecutor.Of(outputs);
        evaluator.Set(a, 0.4);
        evaluator.Set(w, Enumerable.Range(0, 15).Select(i => (float)Math.Cos(i)).ToArray());
        evaluator.Bind(x, Enumerable.Range(0, 3 * 777).Select(i => (float)Math.Sin(0.1 * i)).ToArray());
        evaluator.Evaluate();
        Assert.True(double.IsFinite(evaluator.Scalar(value)));
        _ = evaluator.Float32(outputs[1]);
        _ = evaluator.Scalar(outputs[2]);
    }

    private static (Expr[] Outputs, Expr A, Expr X) Normalised()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr x = graph.EventInput("x", new EventAxis("events"));
        Expr density = Op.Exp(-a * x) / (1 + Op.Square(x - a));
        Expr norm = Op.SumEvents(density);
        Expr value = -Op.SumEvents(Op.Log(density / norm));
        Expr[] gradient = Derivatives.Gradient(value, a);
        return ([value, .. gradient, .. Derivatives.HessianVectorProduct(value, [a], [1.0])], a, x);
    }
}
