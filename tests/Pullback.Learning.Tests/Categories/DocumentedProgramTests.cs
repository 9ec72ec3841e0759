using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Categories.Training;

namespace Pullback.Learning.Tests.Categories;

/// <summary>The program of docs/how-to/learn-categories.md.</summary>
public sealed class DocumentedProgramTests
{
    [Fact]
    public void Trained_categories_come_close_to_the_exact_ones()
    {
        CategoryData data = new ThreeGaussians { SignalEvents = 10_000, BackgroundEvents = 30_000 }.Draw(seed: 1).Data();
        CategoryModel model = new GaussianMixtureOptions { Categories = 5, MeanNormalization = MeanNormalization.Sigmoid }.Create();
        CategoryTrainingResult result = new CategoryTrainer(model, data, new AsimovObjective(), new CategoryTrainingOptions()).Train();
        double z = result.BestStart.Hard.Results[0];

        ExactResult exact = ExactCategories.Find(data, new ExactOptions { Categories = 5 });   // the best intervals, for 1 to 5 of them

        Assert.Equal(0, result.BestStart.Hard.WithoutBackground);
        Assert.InRange(z, 0.95 * exact.Of(5).Significances[0], double.PositiveInfinity);
    }
}
