using BenchmarkDotNet.Attributes;
using Pullback.Autodiff;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>A likelihood normalised by a sum over the same events: the two passes together against each pass alone.</summary>
public class NormalisedLikelihoodBenchmark
{
    private readonly ChainModel _model = new();
    private Evaluator _both = null!;
    private Evaluator _norm = null!;
    private Evaluator _likelihood = null!;

    [GlobalSetup]
    public void Setup()
    {
        Expr norm = Op.SumEvents(_model.Density);
        Expr normalised = -Op.SumEvents(Op.Log(_model.Density / norm));
        Expr scale = _model.Graph.Parameter("scale");
        Expr given = -Op.SumEvents(Op.Log(_model.Density / scale));
        _both = _model.Compile([normalised, .. Derivatives.Gradient(normalised, _model.Parameters)]);
        _norm = _model.Compile([norm, .. Derivatives.Gradient(norm, _model.Parameters)]);
        _likelihood = _model.Compile([given, .. Derivatives.Gradient(given, [.. _model.Parameters, scale])]);
        _likelihood.Set(scale, 1e6);
    }

    [Benchmark(OperationsPerInvoke = ChainModel.Events)]
    public void NormalisedValueAndGradient() => _both.Evaluate();

    [Benchmark(Baseline = true, OperationsPerInvoke = ChainModel.Events)]
    public void EachPassAlone()
    {
        _norm.Evaluate();
        _likelihood.Evaluate();
    }
}
