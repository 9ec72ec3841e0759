using Pullback.Learning.Categories;
using Pullback.Numerics.Random;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories;

public sealed class AssignmentTests
{
    public static TheoryData<string> Models => ModelZoo.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Probabilities_sum_to_one(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] scores = Scores(model, 333, 1.0);
        foreach (double temperature in new[] { 1.0, 0.05 })
        {
            double[] found = Probabilities(model, ModelZoo.Parameters(model), scores, temperature);
            Assert.All(found, p => Assert.InRange(p, 0.0, 1.0 + 1e-15));
            foreach (double[] row in found.Chunk(model.Categories)) Assert.Equal(1.0, row.Sum(), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Events_a_thousand_sigma_away_are_numbers(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] parameters = ModelZoo.Parameters(model);
        foreach (double far in new[] { 1e3, -1e3, 1e6, -1e9 })
        {
            double[] scores = [.. Enumerable.Repeat(far, model.Dimensions)];
            double[] found = Probabilities(model, parameters, scores, 0.05);
            Assert.All(found, p => Assert.True(double.IsFinite(p)));
            Assert.Equal(1.0, found.Sum(), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_hard_assignment_is_the_most_probable_category(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        double[] parameters = ModelZoo.Parameters(model);
        double[] scores = Scores(model, 1000, 1.0);
        double[] found = Probabilities(model, parameters, scores, 1.0);
        int[] assigned = model.Assign(parameters, scores);
        for (int e = 0; e < assigned.Length; e++)
        {
            double[] row = found[(e * model.Categories)..((e + 1) * model.Categories)];
            Assert.Equal(row.Max(), row[assigned[e]], 1e-15);
        }
    }

    [Fact]
    public void The_temperature_of_a_mixture_does_not_move_its_hard_assignment()
    {
        CategoryModel model = ModelZoo.Model("mixture 2");
        double[] parameters = ModelZoo.Parameters(model);
        double[] scores = Scores(model, 5000, 1.0);
        Assert.Equal(model.Assign(parameters, scores), model.Assign(parameters, scores, 0.01));
    }

    [Fact]
    public void A_cold_soft_assignment_is_hard()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        double[] parameters = ModelZoo.Parameters(model);
        double[] scores = Scores(model, 500, 1.0);
        double[] found = Probabilities(model, parameters, scores, 1e-6);
        int[] assigned = model.Assign(parameters, scores);
        Assert.True(assigned.Select((k, e) => found[(e * model.Categories) + k]).Count(p => p > 0.999) > 495);
    }

    [Fact]
    public void One_category_takes_everything()
    {
        CategoryModel model = ModelZoo.Model("mixture one category");
        Assert.All(Probabilities(model, ModelZoo.Parameters(model), Scores(model, 50, 10.0), 0.3), p => Assert.Equal(1.0, p));
    }

    [Fact]
    public void No_events_have_no_categories()
    {
        CategoryModel model = ModelZoo.Model("sigmoid grid");
        Assert.Empty(model.Assign(ModelZoo.Parameters(model), []));
        Assert.Empty(Probabilities(model, ModelZoo.Parameters(model), [], 1.0));
    }

    [Fact]
    public void The_last_variable_of_a_grid_is_the_fastest()
    {
        var model = new SigmoidModel(new SigmoidOptions
        {
            Variables = [new SigmoidVariable { Name = "a", Bins = 2 }, new SigmoidVariable { Name = "b", Bins = 3 }],
            Steepness = 1000,
            TrainSteepness = false,
        });

        // Equal raw numbers of zero cut the range into equal parts.
        Assert.Equal([0, 1, 2, 3, 4, 5], model.Assign(new double[3], [0.2, 0.1, 0.2, 0.5, 0.2, 0.9, 0.8, 0.1, 0.8, 0.5, 0.8, 0.9]));
        Assert.Equal([0.5], model.Cuts(new double[3])[0]);
    }

    [Fact]
    public void A_relative_steepness_counts_in_ranges()
    {
        SigmoidModel Of(ScoreRange range) => new(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "a", Bins = 3, Range = range }], Steepness = 20, RelativeSteepness = true });
        double[] parameters = [0.3, -0.2, 20];
        double[] small = Probabilities(Of(ScoreRange.Unit), parameters, [0.1, 0.4, 0.8], 1.0);
        double[] large = Probabilities(Of(new ScoreRange(0, 1000)), parameters, [100, 400, 800], 1.0);
        for (int i = 0; i < small.Length; i++) Assert.Equal(small[i], large[i], 1e-13);
    }

    [Fact]
    public void The_shares_of_far_bins_are_small_and_not_negative()
    {
        var model = new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "a", Bins = 4, Steepness = 50 }] });
        double[] found = Probabilities(model, [0.0, 0.0, 0.0, 50.0], [1.4], 1.0);

        // 1 − g_1 = σ(−50 · 1.15), without the digits that the difference would lose.
        Closeness.Near(Math.Exp(-57.5), found[0], 1e-12);
        Closeness.Near(Math.Exp(-45.0) - Math.Exp(-57.5), found[1], 1e-12);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        CategoryModel model = ModelZoo.Model("mixture 2");
        double[] parameters = ModelZoo.Parameters(model);
        Assert.Contains("no multiple", Assert.Throws<ArgumentException>(() => model.Assign(parameters, [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("found 1", Assert.Throws<ArgumentException>(() => model.Assign([0], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("need 7 places", Assert.Throws<ArgumentException>(() => model.Probabilities(parameters, [1, 2], 1.0, new double[3])).Message, StringComparison.Ordinal);
    }

    private static double[] Scores(CategoryModel model, int events, double width)
    {
        double[] scores = new double[events * model.Dimensions];
        new RandomStream(23, "scores").FillUniform(scores);
        for (int i = 0; i < scores.Length; i++) scores[i] *= width;
        return scores;
    }

    private static double[] Probabilities(CategoryModel model, double[] parameters, double[] scores, double temperature)
    {
        double[] found = new double[scores.Length / model.Dimensions * model.Categories];
        model.Probabilities(parameters, scores, temperature, found);
        return found;
    }
}
