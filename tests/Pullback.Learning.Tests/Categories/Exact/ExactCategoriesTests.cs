using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Exact;

public sealed class ExactCategoriesTests
{
    private const double Close = 1e-10;

    public static TheoryData<AsimovForm, int> FormsAndSeeds => [.. from form in Enum.GetValues<AsimovForm>() from seed in Enumerable.Range(1, 4) select (form, seed)];

    [Theory]
    [MemberData(nameof(FormsAndSeeds))]
    public void No_combination_of_cuts_is_better(AsimovForm form, int seed)
    {
        CategoryData data = BruteForce.Events((ulong)seed);
        var options = new ExactOptions { Categories = 4, Range = ScoreRange.Unit, Steps = 20, Form = form, RelativeUncertainty = form == AsimovForm.WithUncertainty ? 0.2 : 0.0 };
        ExactResult result = ExactCategories.Find(data, options);
        double[] cuts = [.. Enumerable.Range(1, 19).Select(i => i / 20.0)];
        for (int k = 1; k <= 4; k++)
        {
            double objective = BruteForce.Best(data, cuts, k, Squared(options), (_, _, n) => n >= 1, 1.0).Objective;
            Assert.Equal(objective, result.Of(k).Objective, Close * objective);
            Assert.Equal(objective, BruteForce.Objective(data, result.Of(k).Cuts, Squared(options), (_, _, n) => n >= 1, 1.0), Close * objective);
        }
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.2, 3.0)]
    [InlineData(1.0, 0.0)]
    public void Several_signals_see_each_other_as_background(double first, double second)
    {
        CategoryData data = BruteForce.Events(5, signals: 2);
        var options = new ExactOptions
        {
            Categories = 3,
            Range = ScoreRange.Unit,
            Steps = 20,
            Form = AsimovForm.WithUncertainty,
            RelativeUncertainty = 0.1,
            SignalWeights = new Dictionary<string, double> { ["signal1"] = first, ["signal2"] = second },
        };
        ExactSolution solution = ExactCategories.Find(data, options).Of(3);
        double expected = BruteForce.Best(data, [.. Enumerable.Range(1, 19).Select(i => i / 20.0)], 3, Squared(options), (_, _, n) => n >= 1, first, second).Objective;
        Assert.Equal(expected, solution.Objective, Close * expected);
        Assert.Equal(expected, (first * Math.Pow(solution.Significances[0], 2)) + (second * Math.Pow(solution.Significances[1], 2)), Close * expected);
    }

    [Fact]
    public void A_signal_without_a_weight_is_background_of_the_others()
    {
        CategoryData data = BruteForce.Events(6, signals: 2);
        ExactOptions options = new ExactOptions { Categories = 3, Range = ScoreRange.Unit, Steps = 20 };
        ExactSolution left = ExactCategories.Find(data, options with { SignalWeights = new Dictionary<string, double> { ["signal1"] = 2.0 } }).Of(3);
        ExactSolution zero = ExactCategories.Find(data, options with { SignalWeights = new Dictionary<string, double> { ["signal1"] = 2.0, ["signal2"] = 0.0 } }).Of(3);
        Assert.Equal(zero.Cuts, left.Cuts);
        Assert.Equal(2.0 * left.Significances[0] * left.Significances[0], left.Objective, Close);
    }

    [Theory]
    [InlineData(15.0, 1.0, 0)]
    [InlineData(0.0, 0.28, 0)]
    [InlineData(0.0, 1.0, 18)]
    [InlineData(8.0, 0.3, 12)]
    public void Constraints_are_kept_and_nothing_allowed_is_better(double background, double uncertainty, int events)
    {
        CategoryData data = BruteForce.Events(7);
        var options = new ExactOptions
        {
            Categories = 4,
            Range = ScoreRange.Unit,
            Steps = 20,
            Constraints = new CategoryConstraints { MinimumBackground = background, MaximumRelativeUncertainty = uncertainty, MinimumBackgroundEvents = events },
        };
        ExactResult result = ExactCategories.Find(data, options);
        for (int k = 1; k <= 4; k++)
        {
            double expected = BruteForce.Best(
                data, [.. Enumerable.Range(1, 19).Select(i => i / 20.0)], k, Squared(options), (b, b2, n) => b >= background && Math.Sqrt(b2) <= uncertainty * b && n >= events, 1.0).Objective;
            if (double.IsNegativeInfinity(expected)) Assert.Throws<ArgumentException>(() => result.Of(k));
            else Assert.Equal(expected, result.Of(k).Objective, Close * expected);
        }
    }

    [Fact]
    public void Distinct_scores_leave_nothing_to_gain()
    {
        CategoryData data = BruteForce.Events(8, perProcess: 8);
        ExactOptions options = new() { Categories = 3, Grid = ExactGrid.Distinct };
        double[] sorted = [.. data.Sets.SelectMany(s => s.Features.ToArray()).Order()];
        double expected = BruteForce.Best(data, [.. sorted.Skip(1)], 3, Squared(options), (_, _, n) => n >= 1, 1.0).Objective;
        ExactResult result = ExactCategories.Find(data, options);
        Assert.Equal(expected, result.Of(3).Objective, Close * expected);
        Assert.Equal(24, result.Cells);
        foreach (double cut in result.Of(3).Cuts) Assert.DoesNotContain(cut, sorted);
        ExactResult quantiles = ExactCategories.Find(data, options with { Grid = ExactGrid.Quantiles, Steps = 24 });
        Assert.Equal(result.Of(3).Cuts, quantiles.Of(3).Cuts);
    }

    [Fact]
    public void Quantiles_share_the_events_and_do_not_care_for_the_scale_of_the_score()
    {
        CategoryData data = BruteForce.Events(9, perProcess: 400);
        ExactOptions options = new() { Categories = 5, Grid = ExactGrid.Quantiles, Steps = 50 };
        ExactSolution plain = ExactCategories.Find(data, options).Of(5);
        CategoryData stretched = data with { Sets = [.. data.Sets.Select(s => s with { Features = s.Features.ToArray().Select(x => Math.Exp(9 * x)).ToArray() })] };
        ExactSolution other = ExactCategories.Find(stretched, options).Of(5);
        Assert.Equal(plain.Objective, other.Objective);
        Assert.Equal(plain.Categories.Select(c => c.BackgroundEvents), other.Categories.Select(c => c.BackgroundEvents));
    }

    [Fact]
    public void The_order_of_events_and_processes_does_not_matter()
    {
        CategoryData data = BruteForce.Events(10);
        ExactOptions options = new() { Categories = 4, Range = ScoreRange.Unit, Steps = 100 };
        CategoryData reversed = data with
        {
            Sets = [.. data.Sets.Reverse().Select(s => new EventSet(s.Name, s.Features.ToArray().Reverse().ToArray(), [s.Columns[0] with { Weights = s.Columns[0].Weights.ToArray().Reverse().ToArray() }]))],
        };
        ExactSolution one = ExactCategories.Find(data, options).Of(4);
        ExactSolution two = ExactCategories.Find(reversed, options).Of(4);
        Assert.Equal(one.Cuts, two.Cuts);
        Assert.Equal(one.Objective, two.Objective, 1e-13);
    }

    [Fact]
    public void Weights_times_a_number_are_a_significance_times_its_root()
    {
        CategoryData data = BruteForce.Events(11);
        ExactOptions options = new() { Categories = 4, Range = ScoreRange.Unit, Steps = 50 };
        CategoryData scaled = data with { Sets = [.. data.Sets.Select(s => s with { Columns = [s.Columns[0] with { Weights = s.Columns[0].Weights.ToArray().Select(w => 1e-6 * w).ToArray() }] })] };
        ExactSolution one = ExactCategories.Find(data, options).Of(4);
        ExactSolution two = ExactCategories.Find(scaled, options).Of(4);
        Assert.Equal(one.Cuts, two.Cuts);
        Assert.Equal(1e-3 * one.Significances[0], two.Significances[0], 1e-13);
    }

    [Fact]
    public void Categories_cover_the_axis_and_hold_what_their_events_weigh()
    {
        CategoryData data = BruteForce.Events(12, signals: 2);
        ExactSolution solution = ExactCategories.Find(data, new ExactOptions { Categories = 5, Range = ScoreRange.Unit, Steps = 40 }).Of(5);
        Assert.Equal(double.NegativeInfinity, solution.Categories[0].Interval.Lower);
        Assert.Equal(double.PositiveInfinity, solution.Categories[^1].Interval.Upper);
        for (int k = 0; k < 4; k++)
        {
            Assert.Equal(solution.Cuts[k], solution.Categories[k].Interval.Upper);
            Assert.Equal(solution.Cuts[k], solution.Categories[k + 1].Interval.Lower);
            Assert.Equal(k + 1, solution.CategoryOf(solution.Cuts[k]));
            Assert.Equal(k, solution.CategoryOf(Math.BitDecrement(solution.Cuts[k])));
        }

        double[][] yields = [.. data.Sets.Select(s =>
        {
            double[] sums = new double[5];
            int[] assigned = solution.Assign(s.Features.Span);
            for (int e = 0; e < assigned.Length; e++) sums[assigned[e]] += s.Columns[0].Weights.Span[e];
            return sums;
        })];
        for (int k = 0; k < 5; k++)
        {
            Assert.Equal(yields[0][k], solution.Categories[k].Signals[0], 1e-12);
            Assert.Equal(yields[1][k], solution.Categories[k].Signals[1], 1e-12);
            Assert.Equal(yields[2][k] + yields[3][k], solution.Categories[k].Background, 1e-12);
        }
    }

    [Fact]
    public void Scores_outside_a_range_join_the_outer_categories_or_are_refused()
    {
        CategoryData data = BruteForce.Events(13);
        var narrow = new ExactOptions { Categories = 3, Range = new ScoreRange(0.25, 0.75), Steps = 50 };
        ExactSolution solution = ExactCategories.Find(data, narrow).Of(3);
        Assert.Equal(data.Sets.Skip(1).Sum(s => s.Columns[0].Weights.ToArray().Sum()), solution.Categories.Sum(c => c.Background), 1e-12);
        string message = Assert.Throws<ArgumentException>(() => ExactCategories.Find(data, narrow with { Outside = OutsideScores.Refuse })).Message;
        Assert.Contains("'signal1', event ", message, StringComparison.Ordinal);
        Assert.Contains("'score' is 0.", message, StringComparison.Ordinal);
        Assert.Contains("the range is from 0.25 to 0.75", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_range_the_grid_is_that_of_the_scores()
    {
        CategoryData data = BruteForce.Events(14);
        double[] scores = [.. data.Sets.SelectMany(s => s.Features.ToArray())];
        ExactOptions options = new() { Categories = 3, Steps = 30 };
        Assert.Equal(ExactCategories.Find(data, options with { Range = new ScoreRange(scores.Min(), scores.Max()) }).Of(3).Cuts, ExactCategories.Find(data, options).Of(3).Cuts);
    }

    [Fact]
    public void One_of_several_scores_is_named()
    {
        CategoryData one = BruteForce.Events(15);
        CategoryData two = one with { ScoreNames = ["noise", "score"], Sets = [.. one.Sets.Select(s => s with { Features = s.Features.ToArray().SelectMany((x, e) => new[] { e * 0.37 % 1, x }).ToArray() })] };
        ExactOptions options = new() { Categories = 3, Range = ScoreRange.Unit, Steps = 30 };
        Assert.Equal(ExactCategories.Find(one, options).Of(3).Cuts, ExactCategories.Find(two, options with { Score = "score" }).Of(3).Cuts);
        Has(() => ExactCategories.Find(two, options), "The events have 2 scores (noise, score), but exact categories are intervals of one; name it.");
        Has(() => ExactCategories.Find(two, options with { Score = "mass" }), "no score 'mass'; there are noise, score.");
    }

    [Fact]
    public void A_category_without_background_is_never_made()
    {
        // Signal beyond all background: an infinite significance that no experiment has.
        CategoryData data = Of(("signal", [0.2, 0.9], [1, 1]), ("b", [0.1, 0.3, 0.5], [1, 1, 1]));
        ExactOptions options = new() { Categories = 3, Grid = ExactGrid.Distinct, Constraints = new CategoryConstraints { MinimumBackgroundEvents = 0 } };
        Assert.All(ExactCategories.Find(data, options).Solutions.SelectMany(s => s.Categories), c => Assert.True(c.Background >= 1));
        // Weights that cancel but for rounding are no background either.
        CategoryData cancelling = Of(("signal", [0.2, 0.9], [1, 1]), ("b", [0.1, 0.9, 0.91, 0.92], [1, 0.1, 0.2, -0.3]));
        ExactResult result = ExactCategories.Find(cancelling, options with { Range = ScoreRange.Unit, Grid = ExactGrid.Uniform, Steps = 10 });
        Assert.Equal(1, result.Most);
    }

    [Fact]
    public void Events_of_weight_zero_do_not_count_and_shared_events_count_once()
    {
        var set = new EventSet("b", new[] { 0.1, 0.2, 0.8, 0.9 }, [
            new WeightColumn("b1", null, VariationSide.Nominal, new[] { 1.0, 1, 0, 1 }),
            new WeightColumn("b2", null, VariationSide.Nominal, new[] { 1.0, 0, 0, 1 }),
            new WeightColumn("b1", "jes", VariationSide.Up, new[] { 9.0, 9, 9, 9 }),
        ]);
        var data = new CategoryData { ScoreNames = ["score"], Sets = [new EventSet("signal", new[] { 0.1, 0.9 }, [new WeightColumn("signal", null, VariationSide.Nominal, new[] { 1.0, 1 })]), set] };
        ExactCategory all = ExactCategories.Find(data, new ExactOptions { Categories = 1 }).Of(1).Categories[0];
        Assert.Equal((3, 5.0, 5.0), (all.BackgroundEvents, all.Background, all.BackgroundSquares));
    }

    [Fact]
    public void Numbers_of_categories_that_cannot_be_made_are_told()
    {
        CategoryData data = BruteForce.Events(16);
        ExactOptions options = new() { Categories = 9, Range = ScoreRange.Unit, Steps = 400, Constraints = new CategoryConstraints { MinimumBackgroundEvents = 15 } };
        ExactResult result = ExactCategories.Find(data, options);
        Assert.Equal(5, result.Most);
        Has(() => result.Of(6), "There is no solution with 6 categories on 400 cells in which each has at least 15 background events, a background above 0; there are solutions with 1, 2, 3, 4, 5.");
        Has(() => ExactCategories.Find(data, options with { Constraints = new CategoryConstraints { MinimumBackground = 1e6 } }), "a background of at least 1000000, but all events together have 80 background events");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        CategoryData data = BruteForce.Events(17);
        string message = Assert.Throws<ArgumentException>(() => ExactCategories.Find(data, new ExactOptions
        {
            Categories = 0,
            Steps = 0,
            Range = new ScoreRange(1, 0),
            RelativeUncertainty = -1,
            Threads = -1,
            SignalWeights = new Dictionary<string, double> { ["signal9"] = -1 },
            Constraints = new CategoryConstraints { MinimumBackground = double.NaN, MaximumRelativeUncertainty = 0, MinimumBackgroundEvents = -1 },
        })).Message;
        foreach (string part in (string[])["categories is 0", "0 steps", "from 1 to 0", "background is -1", "threads is -1", "'signal9' is -1", "'signal9' has a weight", "smallest background is NaN", "largest relative", "events is -1"])
            Assert.Contains(part, message, StringComparison.Ordinal);
        Has(() => ExactCategories.Find(data, new ExactOptions { Outside = OutsideScores.Refuse }), "no range is given");
        Has(() => ExactCategories.Find(data, new ExactOptions { RelativeUncertainty = 0.1 }), "choose the form with uncertainty");
        Has(() => ExactCategories.Find(data with { Signals = ["signal1"], Sets = [] }, new ExactOptions()), "There are no processes");
        Has(() => ExactCategories.Find(Of(("signal", [double.NaN], [1]), ("b", [1], [1])), new ExactOptions()), "'signal', event 0: 'score' is NaN");
        Has(() => ExactCategories.Find(Of(("signal", [1], [1]), ("b", [1], [-1])), new ExactOptions()), "sum to -1, but must be above 0");
        Has(() => ExactCategories.Find(Of(("signal", [1], [1]), ("b", [1], [1])), new ExactOptions()), "are all scores equal?");
    }

    [Fact]
    public void A_search_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(() => ExactCategories.Find(BruteForce.Events(18), new ExactOptions(), new CancellationToken(canceled: true)));

    private static Func<double, double, double, double> Squared(ExactOptions options) =>
        (s, b, variance) => BruteForce.Printed(options.Form, s, b, variance + Math.Pow(options.RelativeUncertainty * b, 2));

    private static void Has(Action action, string part) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static CategoryData Of(params (string Name, double[] Scores, double[] Weights)[] processes) => new()
    {
        ScoreNames = ["score"],
        Sets = [.. processes.Select(p => new EventSet(p.Name, p.Scores, [new WeightColumn(p.Name, null, VariationSide.Nominal, p.Weights)]))],
    };
}
