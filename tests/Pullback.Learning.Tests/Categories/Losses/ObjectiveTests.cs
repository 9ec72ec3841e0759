using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Losses;

/// <summary>Objectives of given counts against their formulas written out, and their derivatives.</summary>
public sealed class ObjectiveTests
{
    private const int Categories = CategoryCountsCase.Categories;
    private static readonly Tolerance s_formula = new("formula", 1e-13, 1e-15, "rounding of the same formula in another arrangement");

    public static TheoryData<AsimovForm, SignalCombination> Asimov
    {
        get
        {
            var data = new TheoryData<AsimovForm, SignalCombination>();
            foreach (AsimovForm form in Enum.GetValues<AsimovForm>())
            {
                foreach (SignalCombination combination in Enum.GetValues<SignalCombination>()) data.Add(form, combination);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Asimov))]
    public void The_loss_is_the_combination_of_the_significances_and_the_penalties(AsimovForm form, SignalCombination combination)
    {
        AsimovObjective objective = Objective(form, combination);
        double[] factors = [1.2, 0.5, 2.0, 0.9];
        using var metrics = new CategoryMetrics(CategoryCountsCase.Data, objective, Categories, ["other"]);
        CategoryResult found = metrics.Of(CategoryCountsCase.Sums, CategoryCountsCase.Squares, factors);

        double[] signal(int s) => CategoryCountsCase.Sum(s);
        double[] z = [.. Enumerable.Range(0, 2).Select(s => Significance(form, objective.RelativeUncertainty, signal(s), [signal(1 - s), CategoryCountsCase.Sum(2), Scaled(CategoryCountsCase.Sum(3), factors)],
            [CategoryCountsCase.Square(1 - s), CategoryCountsCase.Square(2), Scaled(CategoryCountsCase.Square(3), factors)]))];
        Near(z[0], found.Results[0], "first signal");
        Near(z[1], found.Results[1], "second signal");

        // Weights 1 and 3.
        double combined = combination switch
        {
            SignalCombination.GeometricMean => Math.Pow(z[0] * z[1] * z[1] * z[1], 0.25),
            SignalCombination.WeightedMean => (z[0] + (3 * z[1])) / 4,
            SignalCombination.Quadrature => Math.Sqrt(((z[0] * z[0]) + (3 * z[1] * z[1])) / 4),
            _ => Math.Min(z[0], z[1]),
        };
        Near(combined, found.Combined, "combined");

        double low = 0.0, uncertain = 0.0;
        for (int k = 0; k < Categories; k++)
        {
            double b = CategoryCountsCase.Sum(2)[k] + (factors[k] * CategoryCountsCase.Sum(3)[k]);
            double b2 = CategoryCountsCase.Square(2)[k] + (factors[k] * CategoryCountsCase.Square(3)[k]);
            low += Math.Pow(Math.Max(15.0 - b, 0.0), 2);
            uncertain += Math.Pow(Math.Max((Math.Sqrt(b2) / b) - 0.1, 0.0), 2);
        }

        Near(low, found.LowBackground, "low background");
        Near(uncertain, found.HighUncertainty, "high uncertainty");
        Near(-combined + (0.02 * low) + (0.7 * uncertain), found.Loss, "loss");
        Assert.True(found.Maximize);
    }

    [Theory]
    [MemberData(nameof(Asimov))]
    public void Gradients_agree_with_differences_and_with_forward_mode(AsimovForm form, SignalCombination combination)
    {
        double[] point = [.. CategoryCountsCase.Sums, .. CategoryCountsCase.Squares, 1.2, 0.5, 2.0, 0.9];
        using var traced = new TracedLoss(Objective(form, combination), CategoryCountsCase.Data, Categories, ["other"]);
        (_, double[] gradient, double forward) = traced.At(point);
        Closeness.GradientMatchesDifferences(at => traced.At(at).Loss, point, gradient, $"{form} {combination}");
        double reverse = gradient.Select((g, i) => g * Math.Cos(i)).Sum();
        Assert.True(Tolerance.ForwardVersusReverse.Accepts(reverse, forward), Tolerance.ForwardVersusReverse.Explain(reverse, forward, "forward mode"));
    }

    [Fact]
    public void A_signal_of_weight_zero_leaves_no_trace()
    {
        foreach (SignalCombination combination in Enum.GetValues<SignalCombination>())
        {
            var objective = new AsimovObjective { Combination = combination, SignalWeights = new Dictionary<string, double> { ["signal b"] = 0.0 } };
            using var metrics = new CategoryMetrics(CategoryCountsCase.Data, objective, Categories);
            CategoryResult found = metrics.Of(CategoryCountsCase.Sums, CategoryCountsCase.Squares);
            Near(found.Results[0], found.Combined, combination.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Asimov))]
    public void Empty_categories_and_vanishing_signals_leave_everything_finite(AsimovForm form, SignalCombination combination)
    {
        double[] zeros = new double[CategoryCountsCase.Sums.Length], empty = [.. CategoryCountsCase.Sums], emptySquares = [.. CategoryCountsCase.Squares], faint = [.. CategoryCountsCase.Sums];
        for (int row = 0; row < 6; row++) empty[(row * Categories) + 1] = emptySquares[(row * Categories) + 1] = 0.0;
        for (int i = 0; i < 2 * Categories; i++) faint[i] = i < Categories ? 0.0 : 1e-200;
        using var traced = new TracedLoss(Objective(form, combination), CategoryCountsCase.Data, Categories, []);
        foreach ((string name, double[] sums, double[] squares) in ((string, double[], double[])[])[("empty", empty, emptySquares), ("no events", zeros, zeros), ("no signal", faint, CategoryCountsCase.Squares)])
        {
            (double loss, double[] gradient, double forward) = traced.At([.. sums, .. squares]);
            Assert.True(double.IsFinite(loss) && double.IsFinite(forward), $"{name}: loss {loss}, forward {forward}");
            Assert.All(gradient, g => Assert.True(double.IsFinite(g), name));
        }
    }

    [Fact]
    public void An_empty_category_adds_nothing()
    {
        var objective = new AsimovObjective();
        CategoryData data = CategoryCountsCase.Structure(["signal", "background"]);
        using var two = new CategoryMetrics(data, objective, 2);
        using var three = new CategoryMetrics(data, objective, 3);
        Assert.Equal(two.Of([1, 2, 30, 4], [1, 1, 1, 1]).Loss, three.Of([1, 2, 0, 30, 4, 0], [1, 1, 0, 1, 1, 0]).Loss);
    }

    [Fact]
    public void Penalties_end_where_the_analysis_is_content()
    {
        var objective = new AsimovObjective { Penalties = new CategoryPenalties { LowBackgroundWeight = 1, HighUncertaintyWeight = 1 } };
        using var metrics = new CategoryMetrics(CategoryCountsCase.Structure(["signal", "background"]), objective, 2);
        CategoryResult content = metrics.Of([1, 1, 10, 25], [1, 1, 3.9, 24]);
        Assert.Equal((0.0, 0.0), (content.LowBackground, content.HighUncertainty));
        CategoryResult wanting = metrics.Of([1, 1, 7, 0], [1, 1, 3.9, 0]);
        Near(9.0 + 100.0, wanting.LowBackground, "low background");

        // A category without background has no uncertainty to speak of: the other one alone counts.
        Near(Math.Pow((Math.Sqrt(3.9) / 7.0) - 0.2, 2), wanting.HighUncertainty, "high uncertainty");
        Assert.Equal(-wanting.Combined + wanting.LowBackground + wanting.HighUncertainty, wanting.Loss);
    }

    [Fact]
    public void Every_problem_of_an_objective_is_named()
    {
        var asimov = new AsimovObjective
        {
            RelativeUncertainty = 0.1,
            SignalWeights = new Dictionary<string, double> { ["signal a"] = -1, ["siganl b"] = 2 },
            Penalties = new CategoryPenalties { LowBackgroundWeight = double.NaN, MinimumBackground = -1, HighUncertaintyWeight = double.PositiveInfinity, MaximumUncertainty = -0.2 },
        };
        string[] problems = [.. asimov.Problems(CategoryCountsCase.Data)];
        Assert.Equal(7, problems.Length);
        string all = string.Join("\n", problems);
        foreach (string part in (string[])["low-background penalty is NaN", "minimum background is -1", "high-uncertainty penalty is", "maximum relative uncertainty is -0.2", "'signal a' is -1", "'siganl b', which is not a signal", "choose the form with uncertainty"])
            Assert.Contains(part, all, StringComparison.Ordinal);
        var none = new AsimovObjective { SignalWeights = new Dictionary<string, double> { ["signal a"] = 0, ["signal b"] = 0 } };
        Assert.Contains("weights of all signals are 0", Assert.Single(none.Problems(CategoryCountsCase.Data)), StringComparison.Ordinal);
        var profiled = new ProfiledObjective { ResultName = "cls+b", Poi = 0, RelativeUncertainty = 0 };
        Assert.Equal(3, profiled.Problems(CategoryCountsCase.Data).Count());
        Assert.Contains("no geometric mean", Assert.Single(new ProfiledObjective { ResultName = "log-cls" }.Problems(CategoryCountsCase.Data)), StringComparison.Ordinal);
    }

    private static AsimovObjective Objective(AsimovForm form, SignalCombination combination) => new()
    {
        Form = form,
        RelativeUncertainty = form == AsimovForm.WithUncertainty ? 0.15 : 0.0,
        Combination = combination,
        SignalWeights = new Dictionary<string, double> { ["signal b"] = 3.0 },
        Penalties = new CategoryPenalties { LowBackgroundWeight = 0.02, MinimumBackground = 15.0, HighUncertaintyWeight = 0.7, MaximumUncertainty = 0.1 },
    };

    private static double Significance(AsimovForm form, double relative, double[] signal, double[][] against, double[][] squares)
    {
        double sum = 0.0;
        for (int k = 0; k < signal.Length; k++)
        {
            double b = against.Sum(row => row[k]);
            double variance = squares.Sum(row => row[k]) + (relative * relative * b * b);
            sum += form switch
            {
                AsimovForm.Package => ReferenceSignificance.Package(signal[k], b),
                AsimovForm.Smooth => ReferenceSignificance.Integral(signal[k], b),
                _ => ReferenceSignificance.WithVariance(signal[k], b, variance),
            };
        }

        return Math.Sqrt(sum);
    }

    private static double[] Scaled(double[] values, double[] factors) => [.. values.Zip(factors, (v, f) => v * f)];

    private static void Near(double expected, double found, string what) => Assert.True(s_formula.Accepts(expected, found), s_formula.Explain(expected, found, what));
}
