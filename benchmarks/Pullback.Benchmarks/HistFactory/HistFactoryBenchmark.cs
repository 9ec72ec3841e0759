using BenchmarkDotNet.Attributes;
using Pullback.HistFactory.Inference;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Benchmarks.HistFactory;

/// <summary>Evaluations, fits, tests and limits of HistFactory models on one thread.</summary>
[MemoryDiagnoser]
public class HistFactoryBenchmark
{
    private BenchmarkModel _model = null!;
    private double[] _start = [];
    private double[] _hessian = [];

    public enum Subject
    {
        TwoBins,
        FiftyBins,
        Sbottom,
        Electroweakinos,
    }

    [Params(Subject.TwoBins, Subject.FiftyBins, Subject.Sbottom, Subject.Electroweakinos)]
    public Subject Model { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _model = Model switch
        {
            Subject.TwoBins => BenchmarkModel.TwoBins(),
            Subject.FiftyBins => BenchmarkModel.FiftyBins(),
            Subject.Sbottom => BenchmarkModel.Sbottom(),
            _ => BenchmarkModel.Electroweakinos(),
        };
        _start = _model.Inference.StartValues();
        _hessian = new double[_start.Length * _start.Length];
    }

    [Benchmark]
    public double LogPdf() => _model.Inference.LogPdf(_start, _model.Data).LogPdf;

    [Benchmark]
    public double[] GradientAndHessian() => _model.Inference.NllGradient(_start, _model.Data, _hessian);

    [Benchmark]
    public FitResult Fit() => _model.Inference.Fit(_model.Data);

    [Benchmark]
    public HypothesisTestResult Test() => _model.Inference.Test(TestStatistic.QMuTilde, 1.0, _model.Data);

    [Benchmark]
    public HypothesisTestResult TestWithGradients() => _model.Inference.Test(TestStatistic.QMuTilde, 1.0, _model.Data, withGradients: true);

    [Benchmark]
    public UpperLimits SixLimits() => _model.Inference.Limits(_model.Data);
}
