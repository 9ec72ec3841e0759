using BenchmarkDotNet.Attributes;
using Pullback.Autodiff;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>Forward and backward pass of a chain of operations on single numbers: the overhead of one operation.</summary>
public class ScalarBenchmark
{
    private const int Operations = 220;

    private Evaluator _evaluator = null!;

    [GlobalSetup]
    public void Setup()
    {
        var graph = new Graph();
        Expr a = graph.Parameter("a");
        Expr b = graph.Parameter("b");
        Expr value = a;
        for (int i = 0; i < Operations / 4; i++)
        {
            value = Op.Tanh((value * b) + a) * a;
        }

        _evaluator = CompiledProgram.Compile([value, .. Derivatives.Gradient(value, a, b)]).CreateEvaluator();
        _evaluator.Set(a, 0.3);
        _evaluator.Set(b, 0.7);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void ForwardAndBackward() => _evaluator.Evaluate();
}
