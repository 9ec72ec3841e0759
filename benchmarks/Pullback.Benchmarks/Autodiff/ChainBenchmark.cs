using BenchmarkDotNet.Attributes;
using Pullback.Autodiff;

namespace Pullback.Benchmarks.Autodiff;

/// <summary>A likelihood over a million events on one thread: value, gradient, Hessian product and full Hessian against the loop fused by hand.</summary>
public class ChainBenchmark
{
    private readonly ChainModel _model = new();
    private Evaluator _value = null!;
    private Evaluator _gradient = null!;
    private Evaluator _product = null!;
    private Evaluator _hessian = null!;

    [GlobalSetup]
    public void Setup()
    {
        Expr[] gradient = Derivatives.Gradient(_model.Nll, _model.Parameters);
        Expr[] direction = [.. _model.Parameters.Select(_ => (Expr)0.5)];
        _value = _model.Compile(_model.Nll);
        _gradient = _model.Compile([_model.Nll, .. gradient]);
        _product = _model.Compile([_model.Nll, .. gradient, .. Derivatives.HessianVectorProduct(_model.Nll, _model.Parameters, direction)]);
        _hessian = _model.Compile([_model.Nll, .. gradient, .. Derivatives.Hessian(_model.Nll, _model.Parameters).Cast<Expr>()]);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = ChainModel.Events)]
    public double FusedByHand() => _model.HandFused();

    [Benchmark(OperationsPerInvoke = ChainModel.Events)]
    public void Value() => _value.Evaluate();

    [Benchmark(OperationsPerInvoke = ChainModel.Events)]
    public void ValueAndGradient() => _gradient.Evaluate();

    [Benchmark(OperationsPerInvoke = ChainModel.Events)]
    public void ValueGradientAndHessianProduct() => _product.Evaluate();

    [Benchmark(OperationsPerInvoke = ChainModel.Events)]
    public void ValueGradientAndHessian() => _hessian.Evaluate();
}
