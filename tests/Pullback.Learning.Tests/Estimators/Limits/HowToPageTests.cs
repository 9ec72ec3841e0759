using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.Makers;
using Pullback.Learning.Estimators.Training;
using Pullback.Learning.Tests.Estimators.Diagnostics;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Learning.Tests.Estimators.Limits;

/// <summary>The programs of the pages on checks and limits.</summary>
public sealed class HowToPageTests
{
    private static readonly ParameterSet Parameters = new([new Parameter("a", 0, -5, 5), new Parameter("b", 0, -5, 5)]);

    [Fact]
    public void Checks_of_a_ratio()
    {
        const int events = 4000;
        double[] x = [.. NormalSamples.Draw(events, NormalSamples.Theta, 41), .. NormalSamples.Draw(events, 0, 42)];
        double[] both = NormalSamples.LogRatios(x);
        double[] labels = [.. Enumerable.Range(0, 2 * events).Select(e => e < events ? 0.0 : 1.0)];
        double[] logRatios = both[events..];

        RatioClosure closure = RatioClosure.Of(logRatios, events)[0];
        string found = $"E[r] = {closure.Mean:F3} ± {closure.Uncertainty:F3}, reliable: {closure.IsReliable}";
        CalibrationCurve curve = CalibrationCurve.Of(new LabelledRatios(both, labels), CalibrationBins.OfEqualWeight(10));
        IRatioCalibration correction = IsotonicCalibration.Fit(new LabelledRatios(both, labels));
        double corrected = correction.Apply(0.3);

        Assert.EndsWith("reliable: True", found, StringComparison.Ordinal);
        Assert.True(curve.Test.PValue > 1e-3);

        // What counting alone makes of the error, as the page says: 0.4/√n for 800 events in a bin.
        Assert.InRange(curve.ExpectedError, 0.2 / Math.Sqrt(800), 0.8 / Math.Sqrt(800));
        Assert.Equal(0.3, corrected, 0.2);
    }

    [Fact]
    public void Coverage_of_intervals()
    {
        GaussianLogRatio sample = GaussianLogRatio.Sample(5000, 0.3, -0.2, 31);
        double[] weights = [], truth = [0.3, -0.2];
        ParameterSet parameters = Parameters;

        var options = new PseudoExperimentOptions { Experiments = 100, ExpectedEvents = 60, Level = 0.9, Seed = 5 };
        LimitCoverage coverage = LimitCoverage.Of(sample, weights, truth, parameters, parameter: 0, options);
        string found = $"{coverage.Coverage:P0} of the intervals hold the truth; expected upper end {coverage.Expected.Upper:F3}, observed median {coverage.UpperBand[2]:F3}";

        Assert.Contains("hold the truth", found, StringComparison.Ordinal);
        Assert.InRange(coverage.Coverage, 0.78, 1);
    }

    [Fact]
    public void A_fit_of_ones_own()
    {
        SimulatedSample sample = SimulatedSample.ForRatio(GaussianSimulator.TwoParameters, pairs: 1000, range: 1, seed: 1);
        Estimator estimator = new EstimatorTrainer(
            Training.Trainings.Definition(GaussianSimulator.TwoParameters, EstimatorKind.ParameterizedRatio, [8]),
            Training.Trainings.Options(EstimatorMethod.Alices, epochs: 2),
            sample.ToData(EstimatorKind.ParameterizedRatio)).Train(cancellation: TestContext.Current.CancellationToken).Estimator;
        double[] events = sample.Observables[..300];

        var graph = new Graph();
        Expr x = graph.EventInput("x", new EventAxis("event"), Shape.Of(3));
        Expr theta = graph.Parameter("theta", Shape.Of(2));
        var traced = new TracedEstimator(estimator, x, theta, withWeights: true);
        Expr nll = Op.Sum(Op.Square(theta)) - Op.SumEvents(traced.Value);      // or any other terms of θ
        Expr fitted = Op.ArgMin(nll, new NewtonMinimizer(), new ArgMinVariable(theta, 0, Lower: -3, Upper: 3))[0];
        Expr[] gradient = traced.Weights!.Gradient(Op.Element(fitted, 0, 0));  // of the best-fit θ₀ by every weight of the network

        using Evaluator evaluator = CompiledProgram.Compile([fitted, .. gradient]).CreateEvaluator();
        evaluator.Bind(x, events);
        traced.Weights.Set(evaluator, estimator.Weights.Span);
        evaluator.Evaluate(TestContext.Current.CancellationToken);
        Assert.InRange(evaluator.Float64(fitted)[0], -3, 3);
        Assert.Contains(evaluator.Float64(gradient[0]).ToArray(), g => g != 0);
    }

    [Fact]
    public void Fits_intervals_and_profiles()
    {
        GaussianLogRatio ratio = GaussianLogRatio.Sample(100, 0.3, 0, 4);
        ParameterSet parameters = Parameters;

        var likelihood = new EstimatorLikelihood(ratio, constraints: [new GaussianConstraint(Parameter: 1, Mean: 0, Deviation: 0.3)]);
        var inference = new LikelihoodInference(likelihood, parameters);
        LikelihoodFit fit = inference.Fit();
        LikelihoodInterval interval = inference.Interval(fit, parameter: 0, level: 0.95);
        ProfilePoint[] profile = inference.Profile(fit, [0], [-0.5, 0, 0.5]);

        Assert.True(fit.IsConverged);
        Assert.All(profile, point => Assert.Equal(point.Q <= interval.Q, point.Values[0] >= interval.Lower && point.Values[0] <= interval.Upper));
    }
}
