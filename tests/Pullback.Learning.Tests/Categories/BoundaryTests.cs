using Pullback.Learning.Categories;

namespace Pullback.Learning.Tests.Categories;

public sealed class BoundaryTests
{
    [Theory]
    [InlineData("mixture 1")]
    [InlineData("mixture 1 softmax")]
    [InlineData("sigmoid")]
    [InlineData("sigmoid fixed")]
    public void Intervals_are_what_the_hard_assignment_does(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        for (int start = 0; start < 20; start++)
        {
            double[] parameters = model.Start(3, start);
            IReadOnlyList<CategoryInterval> intervals = model.Boundaries(parameters);
            Assert.Equal(double.NegativeInfinity, intervals[0].Lower);
            Assert.Equal(double.PositiveInfinity, intervals[^1].Upper);
            Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.True(pair.First.Upper == pair.Second.Lower && pair.First.Category != pair.Second.Category));
            double[] grid = [.. Enumerable.Range(-500, 2001).Select(i => i / 1000.0)];
            double[] clear = [.. grid.Where(x => intervals.All(i => Math.Abs(i.Lower - x) > 1e-9))];
            Assert.Equal([.. clear.Select(x => intervals.Single(i => x > i.Lower && x <= i.Upper).Category)], model.Assign(parameters, clear));
        }
    }

    [Fact]
    public void A_wide_component_owns_both_sides_of_a_narrow_one()
    {
        // Both at the middle of the range, the second e² wider.
        GaussianMixtureModel model = Two();
        IReadOnlyList<CategoryInterval> intervals = model.Boundaries([0, 0, 0, 0, 0, 2]);
        Assert.Equal([1, 0, 1], intervals.Select(i => i.Category));
        Assert.Equal(1.0, intervals[1].Lower + intervals[1].Upper, 1e-15);

        // Where the densities are equal: x² (1 − e⁻⁴)/(2σ²) = 2.
        double sigma = model.Components([0, 0, 0, 0, 0, 2])[0].Cholesky[0];
        Assert.Equal(0.5 + (sigma * Math.Sqrt(4.0 / (1.0 - Math.Exp(-4.0)))), intervals[1].Upper, 1e-14);
    }

    [Fact]
    public void A_component_below_all_others_owns_nothing() =>
        Assert.DoesNotContain(Two().Boundaries([5, -5, 0, 0.1, 1, 0]), i => i.Category == 1);

    [Fact]
    public void Components_of_one_width_meet_in_one_place()
    {
        IReadOnlyList<CategoryInterval> intervals = Two().Boundaries([0, 0, -1, 1, 0, 0]);
        Assert.Equal([0, 1], intervals.Select(i => i.Category));
        Assert.Equal(0.5, intervals[0].Upper, 1e-15);
    }

    [Fact]
    public void Two_scores_have_no_intervals()
    {
        CategoryModel model = ModelZoo.Model("mixture 2");
        Assert.Contains("one score", Assert.Throws<InvalidOperationException>(() => model.Boundaries(ModelZoo.Parameters(model))).Message, StringComparison.Ordinal);
    }

    private static GaussianMixtureModel Two() => new(new GaussianMixtureOptions { Categories = 2, MeanNormalization = MeanNormalization.Sigmoid });
}
