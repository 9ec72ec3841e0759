using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.Morphing;
using Pullback.Learning.Tests.Estimators.Limits;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Parameters;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Estimators.Diagnostics;

/// <summary>Pseudo-experiments from held-out events of a normal distribution.</summary>
public sealed class LimitCoverageTests
{
    private static readonly ParameterSet Free = new([new Parameter("a", 0, -5, 5), new Parameter("b", 0, -5, 5)]);

    [Fact]
    public void The_coverage_is_the_level_and_the_expected_interval_that_of_the_information()
    {
        // Seed 5; the held-out sample is large, so that its own mean hardly shifts the experiments.
        GaussianLogRatio sample = GaussianLogRatio.Sample(40_000, 0.3, -0.2, 31);
        var options = new PseudoExperimentOptions { Experiments = 300, ExpectedEvents = 60, Level = 0.9, Seed = 5 };
        LimitCoverage coverage = LimitCoverage.Of(sample, [], [0.3, -0.2], Free, 0, options);
        Assert.Equal(0, coverage.Failed);
        Assert.Null(Tolerance.Statistical(300, 4, 0.3).Explain(0.9, coverage.Coverage, "coverage"));
        double sigma = Math.Sqrt(1 / (60 * (2 - 0.36)));
        double half = SpecialMath.NormalQuantile(0.95) * sigma;
        Assert.Equal(2 * half, coverage.Expected.Upper!.Value - coverage.Expected.Lower!.Value, 1e-8);
        Assert.Equal(coverage.Expected.Upper.Value, coverage.UpperBand[2], 4 * 1.25 * sigma / Math.Sqrt(300));
        Assert.Equal(sigma, 0.5 * (coverage.UpperBand[3] - coverage.UpperBand[1]), 0.3 * sigma);
        Assert.Null(Tolerance.Statistical(300, 4, Math.Sqrt(1.0 / 12)).Explain(0.5, coverage.PValues.Average(), "mean p-value"));
    }

    [Fact]
    public void Threads_and_repetition_change_nothing_but_the_seed_does()
    {
        GaussianLogRatio sample = GaussianLogRatio.Sample(500, 0, 0, 2);
        double[] weights = [.. Enumerable.Range(0, 500).Select(e => e % 2 == 0 ? 2.0 : 0.0)];
        double?[] Ends(int threads, ulong seed) => [.. LimitCoverage.Of(sample, weights, [0, 0], Free, 1, new PseudoExperimentOptions { Experiments = 8, Threads = threads, Seed = seed }).Observed.Select(o => o!.Upper)];
        Assert.Equal(Ends(1, 3), Ends(4, 3));
        Assert.NotEqual(Ends(1, 3), Ends(1, 4));
    }

    [Fact]
    public void A_rate_and_constraints_fluctuate_with_the_experiment()
    {
        GaussianLogRatio sample = GaussianLogRatio.Sample(2000, 0, 0, 6);
        var rate = new PolynomialExpectedEvents(new MorphingComponents([0, 0, 1, 0], 2), [40, 40]);
        var options = new PseudoExperimentOptions { Experiments = 150, Level = 0.68, Seed = 8 };
        LimitCoverage coverage = LimitCoverage.Of(sample, [], [0, 0], new ParameterSet([new Parameter("a", 0, -0.9, 5), new Parameter("b", 0, -5, 5)]), 0, options, rate, [new GaussianConstraint(1, 99, 0.1)]);
        Assert.Null(Tolerance.Statistical(150, 4, Math.Sqrt(0.68 * 0.32)).Explain(0.68, coverage.Coverage, "coverage"));

        // Information: 40 events of P_aa, profiled over b with 1/0.1², and 40²/40 from the rate.
        double information = (40 * 2.0) - (24 * 24 / (40 + 100.0)) + 40;
        Assert.Equal(2 * 0.99445788 / Math.Sqrt(information), coverage.Expected.Upper!.Value - coverage.Expected.Lower!.Value, 0.02);
    }

    [Fact]
    public void Negative_weights_cannot_be_drawn() =>
        Assert.Contains("event 1 is negative", Assert.Throws<ArgumentException>(() => LimitCoverage.Of(GaussianLogRatio.Sample(3, 0, 0, 1), [1, -0.5, 1], [0, 0], Free, 0)).Message, StringComparison.Ordinal);
}
