using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Sampling;
using Pullback.Learning.Tests.Estimators.Events;

namespace Pullback.Learning.Tests.Estimators.Sampling;

public sealed class SampleAugmenterTests
{
    private static readonly AugmentationOptions All = new() { Partition = EventPartition.All };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Drawn_events_have_the_moments_of_their_point_and_the_exact_joint_ratio_and_score()
    {
        MadMinerEvents source = QuadraticEvents.Create(200_000);
        var augmenter = new SampleAugmenter(source, All, Token);
        const int Count = 40_000;
        AugmentedSample sample = augmenter.Ratio([[0.4]], [[0.0]], Count, withScore: true, withDenominatorScore: true, cancellation: Token);
        double mean = 0, second = 0;
        for (int e = 0; e < Count; e++)
        {
            double z = sample.Observables[(2 * e) + 1];

            // Cross sections 1 + θ² up to the fluctuations of the source.
            Assert.Equal(QuadraticEvents.Weight(z, 0.4) / 1.16, sample.JointRatio[e], 0.01 * sample.JointRatio[e]);
            Assert.Equal((2 * z / (1 + (0.4 * z))) - (0.8 / 1.16), sample.JointScore[e], 0.02);
            Assert.Equal(2 * z, sample.DenominatorScore[e], 0.02);
            Assert.Equal(z, source.Observations.Span[(2 * (int)sample.EventIds[e]) + 1]);
            Assert.Equal(0.4, sample.Numerator[e]);
            if (sample.Labels[e] != 0) continue;
            mean += z;
            second += z * z;
        }

        int numerator = sample.Labels.Count(y => y == 0);
        Assert.Equal(Count / 2, numerator);

        // ⟨z⟩ = 2θ/(1 + θ²), ⟨z²⟩ = (1 + 3θ²)/(1 + θ²).
        Assert.Equal(0.8 / 1.16, mean / numerator, 5 * 1.2 / Math.Sqrt(numerator));
        Assert.Equal(1.48 / 1.16, second / numerator, 5 * 2.5 / Math.Sqrt(numerator));
        (double[] sections, double[] uncertainties) = augmenter.CrossSections([[0.0], [0.4]]);
        Assert.Equal(1, sections[0], 1e-9);
        Assert.Equal(1.16, sections[1], 5 * uncertainties[1]);

        // Σ w² of (1 + θ z)²/N: √((1 + 6θ² + 3θ⁴)/N).
        Assert.Equal(Math.Sqrt((1 + (6 * 0.16) + (3 * 0.0256)) / 200_000), uncertainties[1], 0.02 * uncertainties[1]);
        Assert.InRange(sample.EffectiveEvents, 1_000, 200_000);
    }

    [Fact]
    public void Scores_are_the_slopes_of_the_logarithm_of_the_ratio()
    {
        var augmenter = new SampleAugmenter(QuadraticEvents.Create(500, nuisance: true), All with { WithNuisance = true }, Token);
        const double Step = 1e-5;
        double[] point = [0.3, 0.5], reference = [0.1, 0];
        for (int p = 0; p < 2; p++)
        {
            double[] up = [.. point], down = [.. point];
            up[p] += Step;
            down[p] -= Step;

            // The denominators' events do not depend on the numerator, so the same rows are drawn; they have y = 1.
            AugmentedSample middle = augmenter.Ratio([point], [reference], 200, cancellation: Token);
            AugmentedSample above = augmenter.Ratio([up], [reference], 200, cancellation: Token);
            AugmentedSample below = augmenter.Ratio([down], [reference], 200, cancellation: Token);
            for (int e = 0; e < 200; e++)
            {
                if (middle.Labels[e] == 0) continue;
                Assert.Equal(middle.EventIds[e], above.EventIds[e]);
                Assert.Equal((Math.Log(above.JointRatio[e]) - Math.Log(below.JointRatio[e])) / (2 * Step), middle.JointScore[(2 * e) + p], 1e-6);
            }
        }
    }

    [Fact]
    public void The_number_of_threads_never_changes_a_bit()
    {
        MadMinerEvents source = QuadraticEvents.Create(3000);
        IReadOnlyList<double[]> points = ParameterPrior.Draw([new ParameterPrior(true, 0, 0.3)], 50, 4, "test");
        AugmentedSample reference = Draw(1);
        foreach (int threads in (int[])[2, 5])
        {
            AugmentedSample other = Draw(threads);
            Assert.Equal(reference.EventIds, other.EventIds);
            Assert.Equal(reference.JointScore, other.JointScore);
            Assert.Equal(reference.Numerator, other.Numerator);
        }

        AugmentedSample Draw(int threads) => new SampleAugmenter(source, All with { Threads = threads }, Token).AtPoints(points, 1000, withScore: true, Token);
    }

    [Fact]
    public void Partitions_share_no_event_and_leave_none_out()
    {
        MadMinerEvents source = QuadraticEvents.Create(1001);
        int events = 0;
        var seen = new HashSet<double>();
        foreach (EventPartition partition in (EventPartition[])[EventPartition.Train, EventPartition.Validation, EventPartition.Test])
        {
            var augmenter = new SampleAugmenter(source, new AugmentationOptions { Partition = partition }, Token);
            events += augmenter.SourceEvents;
            HashSet<double> drawn = [.. augmenter.AtPoints([[0.0]], 5000, withScore: false, Token).EventIds];
            Assert.DoesNotContain(drawn, seen.Contains);
            seen.UnionWith(drawn);
            Assert.Equal(1, augmenter.CrossSections([[0.0]]).Values[0], 1e-9);
        }

        Assert.Equal(1001, events);
        ArgumentException empty = Assert.Throws<ArgumentException>(() => new SampleAugmenter(source, new AugmentationOptions { Partition = EventPartition.Test, TestFraction = 0 }, Token));
        Assert.Contains("no events in the partition 'Test'", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_negative_or_no_weight_are_never_drawn_and_the_others_keep_their_shares()
    {
        MadMinerEvents three = QuadraticEvents.Create(4);
        double[] weights = [1, 1, 1, -2, 1, 1, 0, 1, 1, 3, 1, 1];
        var source = new MadMinerEvents(three.Setup, three.Observations, weights, three.SamplingBenchmarks);
        var augmenter = new SampleAugmenter(source, All, Token);
        AugmentedSample sample = augmenter.AtPoints([[0.0]], 4000, withScore: false, Token);
        Assert.Equal([0.0, 3], sample.EventIds.Distinct().Order());
        Assert.Equal(3000, sample.EventIds.Count(id => id == 3), 150.0);
        Assert.Equal(4.0 / 3, sample.EffectiveEvents, 1e-12);
        ArgumentException undefined = Assert.Throws<ArgumentException>(() => augmenter.Ratio([[0.0]], [[1.0]], 100, cancellation: Token));
        Assert.Contains("at the parameter point (0)", undefined.Message, StringComparison.Ordinal);
        Assert.Contains("Event ", undefined.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Additional_points_give_every_event_again()
    {
        MadMinerEvents source = QuadraticEvents.Create(20_000);
        var augmenter = new SampleAugmenter(source, All, Token);
        AugmentedSample sample = augmenter.Ratio([[0.4]], [[0.0]], 300, withDenominatorScore: true, additional: [[-0.2], [0.6]], cancellation: Token);
        Assert.Equal(900, sample.Count);
        foreach ((double numerator, double denominator, int label) in ((double, double, int)[])[(0.4, 0, 0), (0.4, -0.2, 0), (0.4, 0.6, 0), (0.4, 0, 1), (-0.2, 0, 1), (0.6, 0, 1)])
        {
            int[] rows = [.. Enumerable.Range(0, 900).Where(e => sample.Numerator[e] == numerator && sample.Denominator[e] == denominator && sample.Labels[e] == label)];
            Assert.Equal(150, rows.Length);
            foreach (int e in rows)
            {
                double z = sample.Observables[(2 * e) + 1];
                double Density(double theta) => QuadraticEvents.Weight(z, theta) / augmenter.CrossSections([[theta]]).Values[0];
                if (e % 10 != 0) continue;
                Assert.Equal(Density(numerator) / Density(denominator), sample.JointRatio[e], 1e-9 * sample.JointRatio[e]);
                const double Step = 1e-6;
                Assert.Equal((Math.Log(Density(denominator + Step)) - Math.Log(Density(denominator - Step))) / (2 * Step), sample.DenominatorScore[e], 1e-4 * (1 + Math.Abs(sample.DenominatorScore[e])));
            }
        }

        // Every drawn event has its three rows.
        Assert.All(sample.EventIds.GroupBy(id => id), rows => Assert.Equal(0, rows.Count() % 3));
    }

    [Fact]
    public void Events_of_too_large_a_share_are_left_out_on_request()
    {
        MadMinerEvents three = QuadraticEvents.Create(4);
        double[] weights = [1, 1, 1, 2, 1, 1, 1, 1, 1, 6, 1, 1];
        var source = new MadMinerEvents(three.Setup, three.Observations, weights, three.SamplingBenchmarks);
        AugmentedSample sample = new SampleAugmenter(source, All with { MinimumEffectiveEvents = 2 }, Token).AtPoints([[0.0]], 4000, withScore: false, Token);
        Assert.Equal([0.0, 1, 2], sample.EventIds.Distinct().Order());
        Assert.Equal(2000, sample.EventIds.Count(id => id == 1), 150.0);
        Assert.Equal(2, sample.EffectiveEvents, 1e-12);
        Assert.Contains("above 1", Assert.Throws<ArgumentException>(() => new SampleAugmenter(source, All with { MinimumEffectiveEvents = 1 }, Token)).Message, StringComparison.Ordinal);
        var none = new SampleAugmenter(source, All with { MinimumEffectiveEvents = 1e6 }, Token);
        Assert.Contains("no positive sum", Assert.Throws<ArgumentException>(() => none.AtPoints([[0.0]], 10, withScore: false, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weighted_sample_has_every_event_once()
    {
        MadMinerEvents source = QuadraticEvents.Create(2000);
        AugmentedSample sample = new SampleAugmenter(source, All, Token).Weighted([0.4], withScore: true, Token);
        Assert.Equal(2000, sample.EventIds.Distinct().Count());
        Assert.Equal(new SampleAugmenter(source, All, Token).CrossSections([[0.4]]).Values[0], sample.Weights.Sum(), 1e-9);

        // Σ w t = ∇σ − σ ∇σ/σ = 0.
        Assert.Equal(0, sample.Weights.Zip(sample.JointScore, (w, t) => w * t).Sum(), 1e-9);
        Assert.NotNull(sample.ToData().Weights);
    }

    [Fact]
    public void Without_morphing_only_benchmarks_can_be_drawn_from()
    {
        MadMinerEvents quadratic = QuadraticEvents.Create(100);
        var source = new MadMinerEvents(quadratic.Setup with { Morphing = null }, quadratic.Observations, quadratic.Weights, quadratic.SamplingBenchmarks);
        var augmenter = new SampleAugmenter(source, All, Token);
        AugmentedSample sample = augmenter.Ratio([[1.0]], [[0.0]], 50, withScore: false, cancellation: Token);
        Assert.All(Enumerable.Range(0, 50), e => Assert.True(sample.JointRatio[e] > 0));
        Assert.Contains("none of them", Assert.Throws<ArgumentException>(() => augmenter.AtPoints([[0.5]], 10, withScore: false, Token)).Message, StringComparison.Ordinal);
        Assert.Contains("finite differences", Assert.Throws<ArgumentException>(() => augmenter.AtPoints([[1.0]], 10, withScore: true, Token)).Message, StringComparison.Ordinal);
        Assert.Contains("has 2 numbers", Assert.Throws<ArgumentException>(() => augmenter.AtPoints([[1.0, 2]], 10, withScore: false, Token)).Message, StringComparison.Ordinal);
        AugmentedSample one = new SampleAugmenter(QuadraticEvents.Create(1), All, Token).AtPoints([[0.2]], 5, withScore: true, Token);
        Assert.All(one.JointScore, t => Assert.Equal(0, t, 1e-12));
    }
}
