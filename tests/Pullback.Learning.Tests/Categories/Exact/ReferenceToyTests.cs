using System.Globalization;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Observables;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Exact;

/// <summary>The best categories of the toy of gato-hep, against an independent program.</summary>
public sealed class ReferenceToyTests
{
    private const int Cells = 1500;

    private static readonly (string Name, double CrossSection)[] s_processes =
        [("signal", 0.5), ("bkg1", 100), ("bkg2", 80), ("bkg3", 50), ("bkg4", 20), ("bkg5", 10)];

    private static readonly Tolerance s_independent = new("an independent program", 1e-12, 0.0, "sums of 400 000 events in another order");

    private static readonly Lazy<CategoryData> s_toy = new(Read);

    [Theory]
    [InlineData(2, 1.2827645699350736, new[] { 0.98 })]
    [InlineData(3, 1.543587890412111, new[] { 0.9646666666666667, 0.9973333333333333 })]
    [InlineData(5, 1.7179162381462336, new[] { 0.866, 0.98, 0.996, 0.9993333333333333 })]
    [InlineData(10, 1.7741240217633212, new[] { 0.5766666666666667, 0.8373333333333333, 0.9266666666666666, 0.9646666666666667, 0.982, 0.9933333333333333, 0.996, 0.9973333333333333, 0.9993333333333333 })]
    public void The_optimum_and_its_cuts_are_those_of_the_reference(int categories, double significance, double[] cuts)
    {
        ExactSolution solution = ExactCategories.Find(s_toy.Value, Options(AsimovForm.Package) with { Categories = 10 }).Of(categories);
        Assert.True(s_independent.Accepts(significance, solution.Significances[0]), s_independent.Explain(significance, solution.Significances[0], "Z"));
        Assert.Equal(cuts.Length, solution.Cuts.Count);
        for (int i = 0; i < cuts.Length; i++) Assert.Equal(cuts[i], solution.Cuts[i], 1e-15);
    }

    [Fact]
    public void More_categories_are_never_worse_in_the_smooth_form()
    {
        ExactResult result = ExactCategories.Find(s_toy.Value, Options(AsimovForm.Smooth) with { Categories = 30 });
        Assert.Equal(30, result.Most);
        for (int i = 1; i < 30; i++) Assert.True(result.Solutions[i].Objective >= result.Solutions[i - 1].Objective);
        Assert.Same(result.Solutions[^1], result.Best);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Threads_do_not_change_a_bit(int threads)
    {
        ExactOptions options = Options(AsimovForm.WithUncertainty) with { Categories = 10, RelativeUncertainty = 0.1 };
        ExactResult one = ExactCategories.Find(s_toy.Value, options with { Threads = 1 });
        ExactResult many = ExactCategories.Find(s_toy.Value, options with { Threads = threads });
        Assert.Equal(one.Solutions.Select(s => s.Objective), many.Solutions.Select(s => s.Objective));
        Assert.Equal(one.Solutions.SelectMany(s => s.Cuts), many.Solutions.SelectMany(s => s.Cuts));
    }

    [Fact]
    public void Constraints_hold_and_cost_significance()
    {
        ExactOptions free = Options(AsimovForm.Smooth) with { Categories = 10 };
        var constraints = new CategoryConstraints { MinimumBackground = 10, MaximumRelativeUncertainty = 0.05, MinimumBackgroundEvents = 500 };
        ExactResult unbound = ExactCategories.Find(s_toy.Value, free);
        ExactResult bound = ExactCategories.Find(s_toy.Value, free with { Constraints = constraints });
        foreach (ExactSolution solution in bound.Solutions)
        {
            Assert.True(solution.Objective <= unbound.Of(solution.Categories.Count).Objective);
            Assert.All(solution.Categories, c =>
            {
                Assert.True(c.Background >= 10);
                Assert.True(c.RelativeUncertainty <= 0.05);
                Assert.True(c.BackgroundEvents >= 500);
            });
        }

        Assert.True(bound.Of(10).Objective < 0.95 * unbound.Of(10).Objective);
    }

    private static ExactOptions Options(AsimovForm form) => new() { Range = ScoreRange.Unit, Outside = OutsideScores.Refuse, Form = form };

    // Events in the middle of their cells.
    private static CategoryData Read()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "reference", "data", "categories", "exact", "toy_1d_counts.csv");
        int[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(Cells, rows.Length);
        var sets = new List<EventSet>();
        for (int p = 0; p < s_processes.Length; p++)
        {
            (string name, double crossSection) = s_processes[p];
            double[] scores = [.. rows.SelectMany((row, cell) => Enumerable.Repeat((cell + 0.5) / Cells, row[p + 1]))];
            double[] weights = new double[scores.Length];
            Array.Fill(weights, crossSection * 100 / scores.Length);
            sets.Add(new EventSet(name, scores, [new WeightColumn(name, null, VariationSide.Nominal, weights)]));
        }

        return new CategoryData { ScoreNames = ["score"], Sets = sets };
    }
}
