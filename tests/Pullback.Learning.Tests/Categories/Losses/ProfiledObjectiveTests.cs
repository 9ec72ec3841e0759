using Pullback.HistFactory.Templates;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Losses;

public sealed class ProfiledObjectiveTests
{
    // One signal and two backgrounds, three categories, no variation.
    private const int Categories = 3;
    private static readonly CategoryData s_data = CategoryCountsCase.Structure(["signal", "top", "other"]);
    private static readonly double[] s_sums = [3.0, 2.0, 0.3, 20.0, 4.0, 9.0, 10.0, 1.5, 30.0];
    private static readonly double[] s_squares = [0.3, 0.2, 0.1, 5.0, 1.0, 3.0, 2.5, 0.6, 9.0];

    [Fact]
    public void Without_uncertainties_it_is_the_expected_significance_of_counting()
    {
        var profiled = new ProfiledObjective { Uncertainty = GammaMode.None };
        foreach (CategoryData data in (CategoryData[])[s_data, CategoryCountsCase.Structure(["signal", "signal 2", "other"])])
        {
            CategoryResult fitted = Evaluate(profiled, data), counted = Evaluate(new AsimovObjective(), data);
            Near(counted.Results, fitted.Results);
            Closeness.Near(counted.Loss, fitted.Loss, Closeness.ExactFit, 0.0, "loss");
        }
    }

    [Fact]
    public void The_finite_number_of_events_profiled_is_the_formula_with_an_uncertain_background()
    {
        // A control count that knows the background to σ is what the formula stands for.
        Near(Evaluate(new AsimovObjective { Form = AsimovForm.WithUncertainty }, s_data).Results, Evaluate(new ProfiledObjective(), s_data).Results);
        CategoryData two = CategoryCountsCase.Structure(["signal", "signal 2", "other"]);
        Near(Evaluate(new AsimovObjective { Form = AsimovForm.WithUncertainty }, two).Results, Evaluate(new ProfiledObjective(), two).Results);
    }

    [Fact]
    public void A_given_share_replaces_the_finite_number_of_events()
    {
        double[] share = [.. s_squares];
        for (int k = 0; k < Categories; k++)
        {
            double b = s_sums[Categories + k] + s_sums[(2 * Categories) + k];
            (share[Categories + k], share[(2 * Categories) + k]) = (0.04 * b * b, 0.0);
        }

        CategoryResult given = Evaluate(new ProfiledObjective { RelativeUncertainty = 0.2 }, s_data);
        using var metrics = new CategoryMetrics(s_data, new AsimovObjective { Form = AsimovForm.WithUncertainty }, Categories);
        Near(metrics.Of(s_sums, share).Results, given.Results);
    }

    [Theory]
    [InlineData("discovery-significance", GammaMode.PerBin, true)]
    [InlineData("discovery-significance", GammaMode.Shared, false)]
    [InlineData("cls", GammaMode.PerBin, true)]
    [InlineData("log-cls", GammaMode.PerBin, false)]
    [InlineData("poi-uncertainty", GammaMode.PerBin, true)]
    public void Gradients_through_the_fits_agree_with_differences(string result, GammaMode uncertainty, bool variation)
    {
        Assert.Contains(result, ProfiledObjective.Names);
        var objective = new ProfiledObjective
        {
            ResultName = result,
            Uncertainty = uncertainty,
            Combination = SignalCombination.WeightedMean,
            Penalties = new CategoryPenalties { LowBackgroundWeight = 0.01, HighUncertaintyWeight = 0.3 },
        };
        CategoryData data = variation ? CategoryCountsCase.Data : CategoryCountsCase.Structure([.. CategoryCountsCase.Signals, "top", "other"]);
        int rows = data.Columns.Count;
        double[] point = [.. CategoryCountsCase.Sums.Take(rows * CategoryCountsCase.Categories), .. CategoryCountsCase.Squares.Take(rows * CategoryCountsCase.Categories), 1.1, 0.8, 1.4, 0.9];
        using var traced = new TracedLoss(objective, data, CategoryCountsCase.Categories, ["other"], forward: false);
        Closeness.GradientMatchesDifferences(at => traced.At(at).Loss, point, traced.At(point).Gradient, result);
    }

    [Fact]
    public void A_variation_costs_significance()
    {
        CategoryData free = CategoryCountsCase.Structure([.. CategoryCountsCase.Signals, "top", "other"]);
        using var without = new CategoryMetrics(free, new ProfiledObjective(), CategoryCountsCase.Categories);
        using var with = new CategoryMetrics(CategoryCountsCase.Data, new ProfiledObjective(), CategoryCountsCase.Categories);
        int nominal = 4 * CategoryCountsCase.Categories;
        CategoryResult plain = without.Of(CategoryCountsCase.Sums.AsSpan(0, nominal), CategoryCountsCase.Squares.AsSpan(0, nominal));
        CategoryResult varied = with.Of(CategoryCountsCase.Sums, CategoryCountsCase.Squares);
        Assert.All(plain.Results.Zip(varied.Results), pair => Assert.True(pair.Second < pair.First));
    }

    [Fact]
    public void Categories_without_events_and_one_category_leave_the_fit_finite()
    {
        double[] empty = [3.0, 0.0, 0.0, 20.0, 0.0, 0.0, 10.0, 0.0, 1.5], squares = [0.3, 0.0, 0.0, 5.0, 0.0, 0.0, 2.5, 0.0, 0.3];
        using var traced = new TracedLoss(new ProfiledObjective(), s_data, Categories, [], forward: false);
        (double loss, double[] gradient, _) = traced.At([.. empty, .. squares]);
        Assert.True(double.IsFinite(loss) && loss < 0, $"loss {loss}");
        Assert.All(gradient, g => Assert.True(double.IsFinite(g)));
        using var one = new CategoryMetrics(s_data, new ProfiledObjective(), 1);
        Closeness.Near(Math.Sqrt(ReferenceSignificance.WithVariance(3.0, 30.0, 7.5)), one.Of([3.0, 20.0, 10.0], [0.3, 5.0, 2.5]).Combined, Closeness.ExactFit, 0.0, "one category");
    }

    [Fact]
    public void Templates_are_the_counts_with_their_factors()
    {
        var objective = new ProfiledObjective();
        var counts = new YieldTable(CategoryCountsCase.Data.Columns, CategoryCountsCase.Categories, CategoryCountsCase.Sums, CategoryCountsCase.Squares);
        double[] factors = [2.0, 1.0, 0.5, 3.0];
        double[] found = objective.Templates(CategoryCountsCase.Data, "signal b", counts, factors, ["other"]);
        double[] Times(double[] row) => [.. row.Zip(factors, (v, f) => v * f)];

        // Signal b, then a, top and other as backgrounds, top up and down, and the root of the backgrounds' squares.
        double[] uncertainty = [.. Enumerable.Range(0, 4).Select(k => Math.Sqrt(CategoryCountsCase.Square(0)[k] + CategoryCountsCase.Square(2)[k] + (factors[k] * CategoryCountsCase.Square(3)[k])))];
        double[] expected = [.. CategoryCountsCase.Sum(1), .. CategoryCountsCase.Sum(0), .. CategoryCountsCase.Sum(2), .. Times(CategoryCountsCase.Sum(3)), .. CategoryCountsCase.Sum(4), .. CategoryCountsCase.Sum(5), .. uncertainty];
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < found.Length; i++) Closeness.Near(expected[i], found[i], Closeness.Rounding, 0.0, $"entry {i}");
    }

    private static CategoryResult Evaluate(CategoryObjective objective, CategoryData data)
    {
        using var metrics = new CategoryMetrics(data, objective, Categories);
        return metrics.Of(s_sums, s_squares);
    }

    private static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> found)
    {
        Assert.Equal(expected.Count, found.Count);
        for (int i = 0; i < found.Count; i++) Closeness.Near(expected[i], found[i], Closeness.ExactFit, 0.0, $"signal {i}");
    }
}
