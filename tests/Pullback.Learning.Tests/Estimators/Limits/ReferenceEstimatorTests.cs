using Pullback.Autodiff;
using Pullback.Data.Npy;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.MadMiner;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;
using Pullback.Statistics.Parameters;

namespace Pullback.Learning.Tests.Estimators.Limits;

/// <summary>Likelihoods of estimators from files.</summary>
public sealed class ReferenceEstimatorTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference", "estimators", "models");
    private static readonly double[] Points = [0.3, -0.2, -1, 0.5, 0, 0];

    [Theory]
    [InlineData("par")]
    [InlineData("par_drop")]
    [InlineData("lik")]
    [InlineData("dbl")]
    public void Log_ratios_and_scores_are_those_of_the_estimator(string name)
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, name));
        double[] x = Array("x_eval");
        double[] below = name == "dbl" ? [0.1, 0.2] : [];
        double[] belowEach = name == "dbl" ? [0.1, 0.2, 0.1, 0.2, 0.1, 0.2] : [];
        EstimatorValues expected = estimator.Evaluate(x, Points, belowEach, withScore: true, cancellation: TestContext.Current.CancellationToken);
        using var ratio = new EstimatorLogRatio(estimator, x, below);
        double[] values = new double[3 * 2], scores = new double[3 * 2 * 2];
        ratio.Evaluate(Points, [4, 1], values, scores);
        for (int p = 0; p < 3; p++)
        {
            for (int k = 0; k < 2; k++)
            {
                int e = k == 0 ? 4 : 1;
                Assert.Equal(expected.Values[(p * 5) + e], values[(2 * p) + k], 1e-13);
                for (int i = 0; i < 2; i++) Assert.Equal(expected.Score![(((p * 5) + e) * 2) + i], scores[(((2 * p) + k) * 2) + i], 1e-12);
            }
        }
    }

    [Fact]
    public void A_fit_ends_where_the_mean_score_vanishes_and_intervals_where_q_is_its_quantile()
    {
        Estimator estimator = MadMinerFiles.Read(Path.Combine(Folder, "par"));
        double[] x = Sample(2000);
        using var ratio = new EstimatorLogRatio(estimator, x);
        var likelihood = new EstimatorLikelihood(ratio, constraints: [new GaussianConstraint(0, 0, 0.3), new GaussianConstraint(1, 0, 0.3)]);
        var inference = new LikelihoodInference(likelihood, new ParameterSet([new Parameter("a", 0, -3, 3), new Parameter("b", 0, -3, 3)]));
        LikelihoodFit fit = inference.Fit(cancellation: TestContext.Current.CancellationToken);
        Assert.True(fit.IsConverged, $"{fit.Outcome}");
        double[] score = estimator.Score(x, fit.Theta, cancellation: TestContext.Current.CancellationToken);
        for (int k = 0; k < 2; k++)
        {
            int column = k;
            double sum = Enumerable.Range(0, 2000).Sum(e => score[(2 * e) + column]) - (fit.Theta[k] / 0.09);
            Assert.True(Math.Abs(sum) * fit.Uncertainty(k) < 1e-8, $"score {sum} in units of {1 / fit.Uncertainty(k)}");
        }

        LikelihoodInterval interval = inference.Interval(fit, 0, 0.95, cancellation: TestContext.Current.CancellationToken);
        ProfilePoint[] ends = inference.Profile(fit, [0], [interval.Lower!.Value, interval.Upper!.Value], TestContext.Current.CancellationToken);
        Assert.All(ends, end => Assert.Equal(3.841458820694124, end.Q, 1e-9));
        Assert.All(ends, end => Assert.True(Math.Abs(end.Fit.Gradient[1]) < 1e-6));
    }

    [Fact]
    public void A_network_with_kinks_is_fitted_too()
    {
        var definition = new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 2, Parameters = 2, Hidden = [12, 8], Activation = Activation.Relu };
        double[] weights = new double[new EstimatorGraph(definition, ElementType.Float64).Weights.Length];
        new RandomStream(3, "weights with kinks").FillNormal(weights);
        for (int i = 0; i < weights.Length; i++) weights[i] *= 0.5;
        double[] x = new double[800];
        new RandomStream(4, "events with kinks").FillNormal(x);
        using var ratio = new EstimatorLogRatio(new Estimator(definition, weights, Scaling.None(2)), x);
        var likelihood = new EstimatorLikelihood(ratio, [.. Enumerable.Repeat(0.1, 400)], constraints: [new GaussianConstraint(0, 0, 0.2), new GaussianConstraint(1, 0, 0.2)]);
        var inference = new LikelihoodInference(likelihood, new ParameterSet([new Parameter("a", 0, -3, 3), new Parameter("b", 0, -3, 3)]));
        LikelihoodFit fit = inference.Fit(cancellation: TestContext.Current.CancellationToken);
        Assert.True(fit.IsConverged, $"{fit.Outcome} {fit.Edm}");
        double[] around = [.. Enumerable.Range(0, 9).SelectMany(i => new[] { fit.Theta[0] + (0.02 * ((i / 3) - 1)), fit.Theta[1] + (0.02 * ((i % 3) - 1)) })];
        Assert.All(likelihood.Nll(around, cancellation: TestContext.Current.CancellationToken), nll => Assert.True(nll >= fit.Nll - LikelihoodFit.StalledEdm));
        LikelihoodInterval interval = inference.Interval(fit, 0, 0.68, cancellation: TestContext.Current.CancellationToken);
        ProfilePoint end = inference.Profile(fit, [0], [interval.Upper!.Value], TestContext.Current.CancellationToken)[0];
        Assert.Equal(interval.Q, end.Q, 4 * LikelihoodFit.StalledEdm);
    }

    [Fact]
    public void Scans_of_a_network_have_the_same_bits_for_any_number_of_threads()
    {
        using var ratio = new EstimatorLogRatio(MadMinerFiles.Read(Path.Combine(Folder, "par")), Sample(3000));
        var likelihood = new EstimatorLikelihood(ratio);
        double[] grid = [.. Enumerable.Range(0, 60).SelectMany(i => new[] { 0.1 * (i % 10), 0.2 * (i / 10) })];
        double[] one = likelihood.Nll(grid, 1, TestContext.Current.CancellationToken);
        Assert.Equal(one, likelihood.Nll(grid, 5, TestContext.Current.CancellationToken));
        Assert.Equal(one[17], likelihood.Nll(grid.AsSpan(34, 2), 1, TestContext.Current.CancellationToken)[0]);
    }

    [Fact]
    public void The_mean_of_an_ensemble_is_the_mean_of_its_members()
    {
        double[] x = Array("x_eval");
        using var first = new EstimatorLogRatio(MadMinerFiles.Read(Path.Combine(Folder, "par")), x);
        using var second = new EstimatorLogRatio(MadMinerFiles.Read(Path.Combine(Folder, "par_drop")), x);
        double[] nll = new double[3], a = new double[3], b = new double[3], slope = new double[6], slopeA = new double[6], slopeB = new double[6];
        new EstimatorLikelihood(new MeanLogRatio([first, second], [1, 3])).Evaluate(Points, nll, slope);
        new EstimatorLikelihood(first).Evaluate(Points, a, slopeA);
        new EstimatorLikelihood(second).Evaluate(Points, b, slopeB);
        for (int i = 0; i < 3; i++) Assert.Equal((0.25 * a[i]) + (0.75 * b[i]), nll[i], 1e-13);
        for (int i = 0; i < 6; i++) Assert.Equal((0.25 * slopeA[i]) + (0.75 * slopeB[i]), slope[i], 1e-13);
    }

    [Fact]
    public void A_score_extends_into_its_neighborhood_exactly_for_normal_events()
    {
        // x ~ N(θ, P⁻¹): the score at θ_ref is P (x − θ_ref), the information P.
        GaussianLogRatio exact = GaussianLogRatio.Sample(50, 0.2, 0.1, 9);
        double[] reference = [0.5, -0.25], scores = new double[100], at = new double[50];
        int[] all = [.. Enumerable.Range(0, 50)];
        exact.Evaluate(reference, all, at, scores);
        var local = new EstimatorLikelihood(new LocalScoreLogRatio(scores, reference, exact.Precision));
        var truth = new EstimatorLikelihood(exact);
        double[] points = [0.1, 0.2, -0.7, 1.5], found = new double[2], expected = new double[2], slope = new double[4], expectedSlope = new double[4];
        local.Evaluate(points, found, slope);
        truth.Evaluate(points, expected, expectedSlope);
        double shift = truth.Nll(reference)[0];
        for (int i = 0; i < 2; i++) Assert.Equal(expected[i] - shift, found[i], 1e-11);
        for (int i = 0; i < 4; i++) Assert.Equal(expectedSlope[i], slope[i], 1e-11);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("LocalScoreLogRatio", Assert.Throws<ArgumentException>(() => new EstimatorLogRatio(MadMinerFiles.Read(Path.Combine(Folder, "sco")), [])).Message, StringComparison.Ordinal);
        Assert.Contains("denominator has 0", Assert.Throws<ArgumentException>(() => new EstimatorLogRatio(MadMinerFiles.Read(Path.Combine(Folder, "dbl")), [])).Message, StringComparison.Ordinal);
        GaussianLogRatio two = GaussianLogRatio.Sample(2, 0, 0, 1);
        Assert.Contains("symmetric", Assert.Throws<ArgumentException>(() => new LocalScoreLogRatio([1, 2], [0, 0], new[,] { { 1.0, 0.5 }, { 0.2, 1.0 } })).Message, StringComparison.Ordinal);
        Assert.Contains("several constraints", Assert.Throws<ArgumentException>(() => new EstimatorLikelihood(two, constraints: [new(0), new(0)])).Message, StringComparison.Ordinal);
        Assert.Contains("1 weights for 2 events", Assert.Throws<ArgumentException>(() => new EstimatorLikelihood(two, [1])).Message, StringComparison.Ordinal);
    }

    private static double[] Sample(int events)
    {
        double[] x = new double[3 * events];
        new RandomStream(12, "events for a reference network").FillNormal(x);
        return x;
    }

    private static double[] Array(string name)
    {
        using NpyArray array = NpyArray.Open(Path.Combine(Folder, name + ".npy"));
        return array.ToDoubles();
    }
}
