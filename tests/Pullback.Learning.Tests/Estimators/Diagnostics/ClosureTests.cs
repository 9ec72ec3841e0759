using Pullback.Learning.Estimators.Diagnostics;
using Pullback.Learning.Estimators.Limits;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Estimators.Diagnostics;

/// <summary>Closures of ratios, scores and shuffled trainings.</summary>
public sealed class ClosureTests
{
    [Fact]
    public void An_exact_ratio_closes_within_its_uncertainty()
    {
        double[] x = NormalSamples.Draw(20_000, 0, 11);
        RatioClosure[] closures = RatioClosure.Of([.. NormalSamples.LogRatios(x, 0.3), .. NormalSamples.LogRatios(x, 1)], x.Length);
        for (int p = 0; p < 2; p++)
        {
            double theta = p == 0 ? 0.3 : 1;
            Assert.True(Math.Abs(closures[p].Pull) < 4, $"pull {closures[p].Pull}");

            // Var r = exp(θ²) − 1 and E[r²] = exp(θ²).
            Assert.Equal(Math.Sqrt((Math.Exp(theta * theta) - 1) / x.Length), closures[p].Uncertainty, 0.05 * closures[p].Uncertainty);
            Assert.Equal(x.Length * Math.Exp(-theta * theta), closures[p].EffectiveEvents, 0.1 * x.Length);
            Assert.True(closures[p].IsReliable);
        }
    }

    [Fact]
    public void Weights_count_as_repetitions_in_the_mean_and_rows_of_weight_zero_not_at_all()
    {
        double[] logRatios = [0.1, -0.4, 0.7, 3];
        RatioClosure weighted = RatioClosure.Of(logRatios, 4, [2, 1, 3, 0])[0];
        RatioClosure repeated = RatioClosure.Of([0.1, 0.1, -0.4, 0.7, 0.7, 0.7], 6)[0];
        Assert.Equal(repeated.Mean, weighted.Mean, 1e-14);
        Assert.True(weighted.EffectiveEvents < repeated.EffectiveEvents);
    }

    [Fact]
    public void A_ratio_that_lives_on_one_event_is_not_reliable()
    {
        double[] logRatios = [.. Enumerable.Repeat(-5.0, 999), 12.0];
        RatioClosure closure = RatioClosure.Of(logRatios, 1000)[0];
        Assert.False(closure.IsReliable);
        Assert.True(closure.LargestShare > 0.99);
    }

    [Fact]
    public void A_ratio_that_overflows_names_its_event() =>
        Assert.Equal(2, Assert.Throws<NonFiniteLogRatioException>(() => RatioClosure.Of([0, 0, 800, 0], 4)).EventIndex);

    [Fact]
    public void The_score_of_the_truth_has_mean_zero_and_the_information_as_variance()
    {
        double[] x = NormalSamples.Draw(10_000, 0, 5);
        double[] scores = [.. x.SelectMany(v => new[] { v, 0.5 * v + 0.1 * (v * v - 1) })];
        ScoreClosure closure = ScoreClosure.Of(scores, 2);
        Assert.Equal(1e-4, closure.Moments.Covariance[0, 0], 1e-5);
        Assert.Equal(0.5e-4, closure.Moments.Covariance[0, 1], 1e-5);
        Assert.Equal(2, closure.Test.Degrees);
        Assert.True(closure.Test.PValue > 1e-3);
        ScoreClosure shifted = ScoreClosure.Of([.. scores.Select(t => t + 0.1)], 2);
        Assert.True(shifted.Test.PValue < 1e-10);
    }

    [Fact]
    public void Deviations_without_variance_do_not_count()
    {
        ChiSquareTest test = ChiSquareTest.Of([1, -1], new[,] { { 2.0, -2.0 }, { -2.0, 2.0 } });
        Assert.Equal(1, test.Degrees);
        Assert.Equal(0.5, test.Statistic, 1e-12);
        Assert.Equal(0, ChiSquareTest.Of([0], new[,] { { 0.0 } }).Degrees);
    }

    [Fact]
    public void A_shuffled_training_is_judged_by_how_far_it_says_anything()
    {
        double[] logRatios = [0.1, -0.1, 0.05, -0.05];
        ShuffleClosure closure = ShuffleClosure.Of(logRatios, [0.2, 0, -0.2, 0, 0, 0.4, 0, -0.4]);
        Assert.Equal(0, closure.MeanLogRatio, 1e-15);
        Assert.Equal(Math.Sqrt(0.00625), closure.RootMeanSquare, 1e-15);
        Assert.Equal(Math.Sqrt(0.00625 / 4), closure.Uncertainty, 1e-15);
        Assert.Equal(0.1, closure.Largest);
        Assert.Equal(Math.Sqrt(0.02), closure.ScoreRootMeanSquare![0], 1e-15);
        Assert.Equal(Math.Sqrt(0.08), closure.ScoreRootMeanSquare[1], 1e-15);
        Assert.Equal(0, closure.Score!.Test.Statistic, 1e-12);
    }

    [Fact]
    public void Members_nearer_to_their_ideal_weigh_more()
    {
        EnsembleVote vote = EnsembleVote.Of([[0.3, 0.4], [0, 0.1], [0, 0]], 2);
        double[] raw = [Math.Exp(-1), Math.Exp(-0.2), 1];
        for (int a = 0; a < 3; a++) Assert.Equal(raw[a] / raw.Sum(), vote.Weights[a], 1e-15);
        Assert.Equal([2, 1, 0], vote.Order);
        Assert.Equal([1.0 / 3, 1.0 / 3, 1.0 / 3], EnsembleVote.Of(vote.Expectations, 0).Weights);
        Assert.Contains("Member 1", Assert.Throws<ArgumentException>(() => EnsembleVote.Of([[0], [0, 1]], 1)).Message, StringComparison.Ordinal);
        double[] far = EnsembleVote.Of([[1000], [2000]], 100).Weights;
        Assert.Equal([1, 0], far);
    }

    [Fact]
    public void Reweighting_with_the_truth_makes_the_other_sample()
    {
        double[] above = NormalSamples.Draw(20_000, NormalSamples.Theta, 21), below = NormalSamples.Draw(20_000, 0, 22);
        ReweightingClosure closure = ReweightingClosure.Of(above, below, NormalSamples.LogRatios(below), 1, bins: 10)[0];
        Assert.Equal(9, closure.Test.Degrees);
        Assert.True(closure.Test.PValue > 1e-3, $"p = {closure.Test.PValue}");
        Assert.True(closure.OriginalTest.PValue < 1e-100);
        Assert.Equal(1, closure.Reweighted.Sum(), 1e-12);
        Assert.All(closure.Target, content => Assert.Equal(0.1, content, 1e-3));
        Assert.Equal(Math.Sqrt(0.09 / 20_000), closure.TargetUncertainties[3], 1e-5);
        ReweightingClosure wrong = ReweightingClosure.Of(above, below, [.. NormalSamples.LogRatios(below).Select(v => 0.7 * v)], 1, bins: 10)[0];
        Assert.True(wrong.Test.PValue < 1e-6);
    }

    [Fact]
    public void The_statistic_of_a_reweighting_follows_its_chi_square()
    {
        // Seeds 100 to 299: the mean of χ² is its number of degrees of freedom.
        const int Samples = 200;
        double sum = 0;
        for (ulong i = 0; i < Samples; i++)
        {
            double[] below = NormalSamples.Draw(2000, 0, 5000 + i);
            sum += ReweightingClosure.Of(NormalSamples.Draw(2000, 0.3, 100 + i), below, NormalSamples.LogRatios(below, 0.3), 1, bins: 6)[0].Test.Statistic;
        }

        Tolerance allowed = Tolerance.Statistical(Samples, 4, Math.Sqrt(2 * 5));
        Assert.Null(allowed.Explain(5, sum / Samples, "mean of χ²"));
    }

    [Fact]
    public void An_observable_of_one_value_fills_one_bin()
    {
        ReweightingClosure closure = ReweightingClosure.Of([2, 2, 2], [2, 2], [0, 0.5], 1)[0];
        Assert.Equal([1], closure.Target);
        Assert.Equal(0, closure.Test.Degrees);
    }
}
