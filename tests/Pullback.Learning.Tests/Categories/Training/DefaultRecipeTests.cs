using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;

namespace Pullback.Learning.Tests.Categories.Training;

/// <summary>The default training on the one-dimensional toy of gato-hep, whose best categories are known.</summary>
public sealed class DefaultRecipeTests
{
    // What the package's own recipe reaches on the same events.
    private const double Package3 = 1.5109635506557018;
    private const double Package5 = 1.6796628556999655;

    [Theory]
    [InlineData(2, 0.0)]
    [InlineData(3, Package3)]
    [InlineData(5, Package5)]
    public void The_first_start_comes_within_half_a_percent_of_the_best_categories(int categories, double package)
    {
        var objective = new AsimovObjective();
        double best = ExactCategories.Find(ReferenceToy.Data, new ExactOptions { Categories = categories, Range = ScoreRange.Unit, Form = objective.Form }).Of(categories).Significances[0];
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = categories, MeanNormalization = MeanNormalization.Sigmoid });

        // The first start does not depend on the seed; the others can only improve on it.
        CategoryStartResult found = new CategoryTrainer(model, ReferenceToy.Data, objective, new CategoryTrainingOptions { Starts = 1, LookEvery = 250 }).Train().BestStart;
        Assert.Equal(0, found.Hard.WithoutBackground);
        Assert.True(found.Hard.Results[0] >= 0.995 * best, $"{categories} categories reach {found.Hard.Results[0]:R} of {best:R}");
        CategoryEvaluation evaluation = CategoryEvaluation.Of(model, [.. found.Parameters], found.Temperature, ReferenceToy.Data, objective);
        Assert.Equal(found.Hard.Results[0], evaluation.HardResult.Combined);
        Assert.True(evaluation.HardSignificance.Combined > package);
    }
}
