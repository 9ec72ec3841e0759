using BenchmarkDotNet.Attributes;
using Pullback.Autodiff;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>Forward and backward passes of networks in float32 on one thread.</summary>
public class NetworkBenchmark
{
    private Evaluator _small = null!;
    private Evaluator _smallWithScore = null!;
    private Evaluator _large = null!;

    [GlobalSetup]
    public void Setup()
    {
        _small = Network([42, 100, 100, 1], 128, Op.Tanh, score: false);
        _smallWithScore = Network([42, 100, 100, 1], 128, Op.Tanh, score: true);
        _large = Network([2, 1024, 1024, 2], 1500, Op.Relu, score: false);
    }

    [Benchmark]
    public void Tanh42To100To100To1AtBatch128() => _small.Evaluate();

    [Benchmark]
    public void TheSameWithItsDerivativeByTheInputInTheLoss() => _smallWithScore.Evaluate();

    [Benchmark]
    public void Relu2To1024To1024To2AtBatch1500() => _large.Evaluate();

    private static Evaluator Network(int[] sizes, int batch, Func<Expr, Expr> activation, bool score)
    {
        var graph = new Graph();
        var axis = new EventAxis("batch");
        Expr x = graph.EventInput("x", axis, Shape.Of(sizes[0]), ElementType.Float32);
        Expr y = graph.EventInput("y", axis, Shape.Of(sizes[^1]), ElementType.Float32);
        var parameters = new List<Expr>();
        Expr hidden = x;
        for (int layer = 0; layer + 1 < sizes.Length; layer++)
        {
            Expr weights = graph.Parameter($"w{layer}", Shape.Of(sizes[layer], sizes[layer + 1]), ElementType.Float32);
            Expr bias = graph.Parameter($"b{layer}", Shape.Of(sizes[layer + 1]), ElementType.Float32);
            parameters.AddRange([weights, bias]);
            hidden = Op.MatMul(hidden, weights) + bias;
            hidden = layer + 2 < sizes.Length ? activation(hidden) : hidden;
        }

        Expr loss = Op.SumEvents(Op.Sum(Op.Softplus(hidden) - (y * hidden)));
        if (score)
        {
            Expr slope = Derivatives.Gradient(Op.SumEvents(Op.Sum(hidden)), x)[0];
            loss += Op.SumEvents(Op.Sum(Op.Square(slope)));
        }

        Expr[] outputs = [loss, .. Derivatives.Gradient(loss, [.. parameters])];
        Evaluator evaluator = CompiledProgram.Compile(outputs, new ProgramOptions { Threads = 1 }).CreateEvaluator();
        var stream = new RandomStream(1, "network benchmark", 0);
        foreach (Expr parameter in parameters)
        {
            evaluator.Set(parameter, Normal(stream, parameter.Shape.Length, 0.05));
        }

        evaluator.Bind(x, Normal(stream, batch * sizes[0], 1));
        evaluator.Bind(y, new float[batch * sizes[^1]]);
        return evaluator;
    }

    private static float[] Normal(RandomStream stream, int count, double scale)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(scale * stream.Normal());
        }

        return values;
    }
}
