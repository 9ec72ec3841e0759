using Pullback.Learning.Categories;

namespace Pullback.Learning.Tests.Categories;

public sealed class TrainedCategoriesTests
{
    public static TheoryData<string> Models => ModelZoo.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_brings_back_the_same_categories(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            TrainedCategories trained = Trained(ModelZoo.Model(name));
            trained.Save(path);
            TrainedCategories loaded = TrainedCategories.Load(path);
            double[] scores = ModelZoo.Data(trained.Model).Sets[0].Features.ToArray();
            Assert.Equal(trained.Parameters.ToArray(), loaded.Parameters.ToArray());
            Assert.Equal(trained.Assign(scores), loaded.Assign(scores));
            Assert.Equal(trained.Probabilities(scores), loaded.Probabilities(scores));
            Assert.Equal(trained.Definition.ScoreExpressions, loaded.Definition.ScoreExpressions);
            Assert.Equal(trained.Definition.ScoreNames, loaded.Definition.ScoreNames);
            Assert.Equal(trained.Definition.Signals, loaded.Definition.Signals);
            Assert.Equal("250", loaded.Definition.Metadata["epochs"]);
            Assert.Equal(0.25, loaded.Definition.Temperature);
            if (trained.Model.Dimensions == 1) Assert.Equal(trained.Boundaries(), loaded.Boundaries());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Parameters_must_fit_and_be_finite()
    {
        CategoryDefinition definition = Trained(ModelZoo.Model("mixture 1")).Definition;
        Assert.Contains("15 parameters, found 1", Assert.Throws<ArgumentException>(() => new TrainedCategories(definition, [1.0])).Message, StringComparison.Ordinal);
        double[] parameters = new double[15];
        parameters[3] = double.NaN;
        Assert.Contains("'logit[3]' is NaN", Assert.Throws<ArgumentException>(() => new TrainedCategories(definition, parameters)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bias_compares_hard_with_soft_yields()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        double[] parameters = ModelZoo.Parameters(model);
        var yields = new CategoryYields(model, ModelZoo.Data(model));
        YieldTable hard = yields.Hard(parameters);
        YieldTable soft = yields.Soft(parameters, 0.5);
        double[] bias = AssignmentBias.Of(hard, soft);
        string[] all = [.. yields.Data.Processes];
        for (int k = 0; k < model.Categories; k++)
            Assert.Equal((hard.Nominal(all)[k] - soft.Nominal(all)[k]) / Math.Max(hard.Nominal(all)[k], 1e-8), bias[k]);
    }

    [Fact]
    public void Mixtures_of_one_score_are_shown_from_left_to_right_and_others_by_significance()
    {
        var line = (GaussianMixtureModel)ModelZoo.Model("mixture 1");
        double[] parameters = ModelZoo.Parameters(line);
        IReadOnlyList<int> order = BackgroundStatistics.Of(new CategoryYields(line, ModelZoo.Data(line)), parameters).Order;
        IReadOnlyList<MixtureComponent> components = line.Components(parameters);
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(components[pair.First].Mean[0] <= components[pair.Second].Mean[0]));

        CategoryModel plane = ModelZoo.Model("mixture 2");
        CategoryData data = ModelZoo.Data(plane);
        var yields = new CategoryYields(plane, data);
        double[] at = ModelZoo.Parameters(plane);
        BackgroundStatistics statistics = BackgroundStatistics.Of(yields, at);
        double[] signal = yields.Hard(at).Nominal(["signal"]);
        double[] z = [.. statistics.Order.Select(k => Z(signal[k], Math.Max(statistics.Yields[k], 1e-9)))];
        Assert.All(z.Zip(z.Skip(1)), pair => Assert.True(pair.First >= pair.Second));
        for (int k = 0; k < plane.Categories; k++)
        {
            if (statistics.Yields[k] != 0) Assert.Equal(Math.Sqrt(statistics.Squares[k]) / statistics.Yields[k], statistics.RelativeUncertainties[k]);
        }
    }

    private static double Z(double s, double b) => 2.0 * (((s + b) * Math.Log(1.0 + (s / b))) - s);

    private static TrainedCategories Trained(CategoryModel model) => new(
        new CategoryDefinition(
            model.Options,
            0.25,
            [.. Enumerable.Range(0, model.Dimensions).Select(i => $"score {i}")],
            [.. Enumerable.Range(0, model.Dimensions).Select(i => i == 0 ? "a / (a + b)" : null)],
            ["signal"],
            new Dictionary<string, string> { ["epochs"] = "250" }),
        ModelZoo.Parameters(model));
}
