using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Execution.Emitted;
using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Execution.Emitted;

/// <summary>Compiled runs of operations on values with several elements for each event.</summary>
public sealed class WideSegmentTests
{
    public static TheoryData<int, int> Sizes => new MatrixTheoryData<int, int>([2, 3, 17, 60], [1, 31, 33, 128, 300, 1000]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_layer_with_its_gradient_has_the_bits_of_the_interpreter(int width, int events)
    {
        foreach (ElementType element in (ElementType[])[ElementType.Float64, ElementType.Float32])
        {
            var graph = new Graph();
            Expr matrix = graph.Parameter("matrix", Shape.Of(3, width), element);
            Expr bias = graph.Parameter("bias", Shape.Of(width), element);
            Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(3), element);
            Expr hidden = Op.Tanh(Op.MatMul(x, matrix) + bias);
            Expr slope = Derivatives.Vjp([Op.Sum(hidden)], [1.0], [x])[0];
            Expr value = Op.SumEvents(Op.Sum(Op.Square(hidden)) + Op.Sum(Op.Square(slope)));
            Expr[] outputs = [value, .. Derivatives.Gradient(value, matrix, bias), hidden];
            using EveryExecutor evaluator = EveryExecutor.Of(outputs);
            evaluator.Set(matrix, Wave(3 * width, 0.7));
            evaluator.Set(bias, Wave(width, 0.3));
            evaluator.Bind(x, Wave(3 * events, 0.11));
            evaluator.Evaluate();
            Assert.True(evaluator.Scalar(value) > 0);
            foreach (Expr output in outputs)
            {
                _ = element == ElementType.Float64 ? evaluator.Float64(output).Length : evaluator.Float32(output).Length;
            }
        }
    }

    [Fact]
    public void A_bias_and_its_activation_are_one_run()
    {
        var graph = new Graph();
        Expr bias = graph.Parameter("bias", Shape.Of(4));
        Expr x = graph.EventInput("x", new EventAxis("events"), Shape.Of(4));
        CompiledProgram program = CompiledProgram.Compile([Op.Tanh(Op.Square(x) + bias)]);
        SegmentGroup group = SegmentGroup.Find(program.Recomputing, program.Recomputing.Passes.Single()).Single().Group;
        Assert.Equal(4, group.Length);
        Assert.True(group.ByElement);
        Assert.Equal(2, group.Instructions.Length);
    }

    [Fact]
    public void Random_programs_of_many_lengths_have_the_bits_of_the_interpreter()
    {
        // Values of several lengths die and are reused: what a run writes must not lie across what it still reads.
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Numerics.Random.RandomStream((ulong)seed, "wide segments", 0);
            int Below(int n) => (int)random.Uniform(0.0, n);
            var graph = new Graph();
            var axis = new EventAxis("events");
            ElementType element = seed % 2 == 0 ? ElementType.Float32 : ElementType.Float64;
            Expr x = graph.EventInput("x", axis, Shape.Of(5), element);
            Expr scale = graph.Parameter("scale", Shape.Scalar, element);
            Expr[] biases = [.. Enumerable.Range(1, 6).Select(n => graph.Parameter($"bias{n}", Shape.Of(n), element))];
            var values = new List<Expr> { x, Op.Slice(x, 0, 1, 3), Op.Slice(x, 0, 2, 2) };
            for (int i = 0; i < 60; i++)
            {
                // Mostly young values of one length, so that old ones die and runs are long.
                Expr a = values[^(1 + Below(Math.Min(values.Count, 5)))];
                Expr[] alike = [.. values.TakeLast(12).Where(v => v.Shape == a.Shape)];
                Expr b = alike[Below(alike.Length)];
                values.Add(Below(14) switch
                {
                    0 => Op.Tanh(a + biases[a.Shape.Length - 1]),
                    1 => a * b,
                    2 => (scale * a) - b,
                    3 => biases[a.Shape.Length - 1] * a,
                    4 when a.Shape.Length > 1 => Op.Slice(a, 0, Below(2), a.Shape.Length - 1),
                    5 when a.Shape.Length < 6 => Op.Concat(0, a, Op.Slice(b, 0, 0, 1)),
                    6 => Op.Square(a) - (a * b),
                    7 => Op.Sin(b),
                    < 11 => a - (scale * b),
                    _ => Op.Tanh(a * b),
                });
            }

            Expr value = Op.SumEvents(values.TakeLast(4).Select(v => Op.Sum(v)).Aggregate((p, q) => p + q));
            Expr[] outputs = seed % 3 == 0 ? [value, .. Derivatives.Gradient(value, scale)] : [value, values[^1], values[^5]];
            using EveryExecutor evaluator = EveryExecutor.Of(outputs, new ProgramOptions { NonFinite = NonFinitePolicy.Allow });
            evaluator.Set(scale, 0.3);
            for (int n = 0; n < biases.Length; n++)
            {
                evaluator.Set(biases[n], Wave(n + 1, 0.2));
            }

            evaluator.Bind(x, Wave(5 * 300, 0.037));
            evaluator.Evaluate();
            foreach (Expr output in outputs)
            {
                _ = element == ElementType.Float64 ? evaluator.Float64(output).Length : evaluator.Float32(output).Length;
            }
        }
    }

    [Fact]
    public unsafe void Lanes_fold_as_a_loop_does()
    {
        double* doubles = stackalloc double[LaneFold.Lanes];
        float* floats = stackalloc float[LaneFold.Lanes];
        double[] single = new double[LaneFold.Lanes];
        double[] twice = new double[LaneFold.Lanes];
        for (int i = 0; i < LaneFold.Lanes; i++)
        {
            twice[i] = doubles[i] = Math.Exp(i % 7) * Math.Sin(i);
            single[i] = floats[i] = (float)doubles[i];
        }

        Assert.Equal(Loop(twice), LaneFold.Sum(doubles));
        Assert.Equal(Loop(single), LaneFold.Sum(floats));

        static double Loop(double[] lanes)
        {
            for (int half = lanes.Length / 2; half > 0; half /= 2)
            {
                for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
            }

            return lanes[0];
        }
    }

    private static double[] Wave(int count, double step) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(step * (i + 1)))];
}
