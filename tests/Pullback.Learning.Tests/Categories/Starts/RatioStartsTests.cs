using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Starts;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Observables;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Starts;

public sealed class RatioStartsTests
{
    private static readonly CategoryData s_line = new ThreeGaussians { SignalEvents = 20_000, BackgroundEvents = 60_000 }.Draw(2).Data();
    private static readonly CategoryData s_plane = new ThreeGaussians { Scores = GaussianScores.Classes, SignalEvents = 3000, BackgroundEvents = 9000 }.Draw(2).Data("p_signal1", "p_signal2");

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_components_of_a_mixture_are_the_groups_of_the_cells(int categories)
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = categories, MeanNormalization = MeanNormalization.Sigmoid });
        double[] start = RatioStarts.Of(model, s_line, 1, 7)[0];
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(s_line, [0], 1024);
        IReadOnlyList<ScoreGroup> groups = ScoreGroup.Of(cells, RatioClusters.Group(cells, categories, null), categories);
        IReadOnlyList<MixtureComponent> components = model.Components(start);
        for (int k = 0; k < categories; k++)
        {
            Closeness.Near(groups[k].Share, components[k].Weight, 1e-12, 0.0, $"weight {k}");
            Closeness.Near(groups[k].Mean[0], components[k].Mean[0], 1e-10, 0.0, $"mean {k}");
            Closeness.Near(groups[k].Covariance[0], components[k].Cholesky[0] * components[k].Cholesky[0], 1e-6, 1e-8, $"variance {k}");
        }
    }

    [Theory]
    [InlineData(MeanNormalization.Softmax)]
    [InlineData(MeanNormalization.Sigmoid)]
    public void Groups_in_a_plane_keep_their_covariances(MeanNormalization normalization)
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 4, Dimensions = 2, MeanNormalization = normalization });
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(s_plane, [0, 1], 1024);
        IReadOnlyList<ScoreGroup> groups = ScoreGroup.Of(cells, RatioClusters.Group(cells, 4, null), 4);
        IReadOnlyList<MixtureComponent> components = model.Components(RatioStarts.Of(model, s_plane, 1, 7)[0]);
        for (int k = 0; k < 4; k++)
        {
            IReadOnlyList<double> l = components[k].Cholesky;
            double[] covariance = [l[0] * l[0], l[0] * l[2], l[2] * l[0], (l[2] * l[2]) + (l[3] * l[3])];
            for (int i = 0; i < 4; i++) Closeness.Near(groups[k].Covariance[i], covariance[i], 1e-6, 1e-7, $"covariance {k} {i}");
            for (int d = 0; d < 2; d++) Closeness.Near(groups[k].Mean[d], components[k].Mean[d], 1e-3, 1e-3, $"mean {k} {d}");
        }
    }

    [Fact]
    public void The_first_start_is_free_of_chance_and_the_others_follow_the_seed()
    {
        CategoryModel[] models =
        [
            new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 4, MeanNormalization = MeanNormalization.Sigmoid }),
            new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = 4 }] }),
        ];
        foreach (CategoryModel model in models)
        {
            double[][] one = RatioStarts.Of(model, s_line, 3, 1), again = RatioStarts.Of(model, s_line, 3, 1), two = RatioStarts.Of(model, s_line, 3, 2);
            Assert.Equal(one, again);
            Assert.Equal(one[0], two[0]);
            Assert.NotEqual(one[1], two[1]);
            Assert.NotEqual(one[1], one[2]);
            Assert.All(one, start => Assert.All(start, p => Assert.True(double.IsFinite(p))));
            Assert.All(one, start => Assert.Equal(model.ParameterCount, start.Length));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Hard_categories_are_good_before_any_training(int categories)
    {
        var exact = new ExactOptions { Categories = categories, Range = ScoreRange.Unit, Constraints = new CategoryConstraints { MinimumBackgroundEvents = 20 } };
        double best = ExactCategories.Find(s_line, exact).Of(categories).Significances[0];
        CategoryModel[] models =
        [
            new GaussianMixtureModel(new GaussianMixtureOptions { Categories = categories, MeanNormalization = MeanNormalization.Sigmoid }),
            new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = categories }], Steepness = 50 }),
        ];
        double equidistant = CategoryEvaluation.Of(models[1], new double[models[1].ParameterCount - 1].Append(50.0).ToArray(), 0.01, s_line, new AsimovObjective()).HardResult.Combined;
        foreach (CategoryModel model in models)
        {
            double found = CategoryEvaluation.Of(model, RatioStarts.Of(model, s_line, 1, 1)[0], 0.01, s_line, new AsimovObjective()).HardResult.Combined;
            Assert.True(found > equidistant, $"{model.GetType().Name}: {found} against {equidistant} of equal bins");
            Assert.InRange(found, 0.75 * best, 1.3 * best);
        }
    }

    [Fact]
    public void Boundaries_of_sigmoid_categories_lie_in_order_inside_their_ranges()
    {
        var model = new SigmoidModel(new SigmoidOptions
        {
            Variables = [new SigmoidVariable { Name = "p_signal1", Bins = 3, Steepness = 30 }, new SigmoidVariable { Name = "p_signal2", Bins = 5, Range = new ScoreRange(0.05, 0.5) }],
            Steepness = 9,
        });
        foreach (double[] start in RatioStarts.Of(model, s_plane, 4, 3))
        {
            double[][] cuts = model.Cuts(start);
            Assert.Equal([2, 4], cuts.Select(c => c.Length));
            Assert.All(cuts[0].Zip(cuts[0].Skip(1)), pair => Assert.True(pair.First < pair.Second));
            Assert.All(cuts[1].Zip(cuts[1].Skip(1)), pair => Assert.True(pair.First < pair.Second));
            Assert.All(cuts[0], cut => Assert.InRange(cut, 0.0, 1.0));
            Assert.All(cuts[1], cut => Assert.InRange(cut, 0.05, 0.5));
            Assert.Equal([30.0, 9.0], start[^2..]);
        }
    }

    [Fact]
    public void Samples_of_a_few_events_and_of_one_score_still_start()
    {
        foreach (double[] scores in (double[][])[[0.5], [0.2, 0.2, 0.2], [0.1, 0.4, 0.9, 0.95]])
        {
            WeightColumn Column(string name) => new(name, null, VariationSide.Nominal, Enumerable.Repeat(1.0, scores.Length).ToArray());
            var data = new CategoryData { ScoreNames = ["score"], Sets = [new EventSet("signal", scores, [Column("signal")]), new EventSet("background", scores, [Column("background")])] };
            CategoryModel[] models =
            [
                new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 3 }),
                new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "score", Bins = 3 }] }),
            ];
            foreach (CategoryModel model in models)
            {
                foreach (double[] start in RatioStarts.Of(model, data, 3, 1))
                {
                    Assert.All(start, p => Assert.True(double.IsFinite(p)));
                    Assert.True(double.IsFinite(CategoryEvaluation.Of(model, start, 0.3, data, new AsimovObjective()).SoftResult.Loss));
                }
            }
        }
    }
}
