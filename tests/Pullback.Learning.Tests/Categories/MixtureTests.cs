using Pullback.Learning.Categories;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories;

public sealed class MixtureTests
{
    [Fact]
    public void Starts_differ_by_number_and_seed_and_come_back()
    {
        CategoryModel model = ModelZoo.Model("mixture 2");
        Assert.Equal(model.Start(1, 0), model.Start(1, 0));
        Assert.NotEqual(model.Start(1, 0), model.Start(1, 1));
        Assert.NotEqual(model.Start(1, 0), model.Start(2, 0));
        Assert.Equal(model.ParameterNames.Count, model.Start(1, 0).Length);
    }

    [Fact]
    public void Starts_have_the_distributions_of_the_original()
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 2000, Dimensions = 2 });
        double[] start = model.Start(1, 0);
        Deviation(start[..2000], 0.1);
        Deviation(start[2000..6000], 2.0);
        Assert.All(start[6000..], v => Assert.Equal(0.0, v));
        var sigmoid = new SigmoidModel(new SigmoidOptions { Variables = [new SigmoidVariable { Name = "a", Bins = 3001, Steepness = 7 }] });
        double[] raw = sigmoid.Start(1, 0);
        Assert.All(raw[..3000], v => Assert.InRange(v, -2.0, 2.0));
        Deviation(raw[..3000], 4.0 / Math.Sqrt(12.0));
        Assert.Equal(7.0, raw[^1]);
    }

    [Fact]
    public void Samples_have_the_moments_of_the_mixture()
    {
        var model = (GaussianMixtureModel)ModelZoo.Model("mixture 3");
        double[] parameters = ModelZoo.Parameters(model);
        const int events = 200_000;
        double[] scores = model.Sample(parameters, events, 9);
        IReadOnlyList<MixtureComponent> components = model.Components(parameters);
        for (int i = 0; i < 3; i++)
        {
            double mean = components.Sum(c => c.Weight * c.Mean[i]);
            double found = Enumerable.Range(0, events).Average(e => scores[(e * 3) + i]);
            double variance = components.Sum(c => c.Weight * (c.Covariance()[(i * 3) + i] + ((c.Mean[i] - mean) * (c.Mean[i] - mean))));
            Closeness.Near(mean, found, 0.0, Tolerance.Statistical(events, 5, Math.Sqrt(variance)).Absolute, $"mean {i}");
            double product = components.Sum(c => c.Weight * (c.Covariance()[(i * 3) + 0] + (c.Mean[i] * c.Mean[0])));
            double foundProduct = Enumerable.Range(0, events).Average(e => scores[(e * 3) + i] * scores[e * 3]);
            Closeness.Near(product, foundProduct, 0.0, Tolerance.Statistical(events, 5, 1.0).Absolute, $"product {i}");
        }
    }

    [Fact]
    public void The_density_integrates_to_one()
    {
        var model = (GaussianMixtureModel)ModelZoo.Model("mixture 1");
        double[] grid = [.. Enumerable.Range(0, 20_000).Select(i => -9.5 + (i * 1e-3))];
        Assert.Equal(1.0, model.LogDensity(ModelZoo.Parameters(model), grid).Sum(l => Math.Exp(l) * 1e-3), 1e-10);
    }

    [Fact]
    public void The_traced_density_is_the_density()
    {
        var model = (GaussianMixtureModel)ModelZoo.Model("mixture 3");
        double[] parameters = ModelZoo.Parameters(model);
        double[] scores = [0.1, 0.2, 0.3, 0.9, -0.4, 1.7];
        var graph = new Autodiff.Graph();
        Autodiff.Expr p = graph.Parameter("p", Autodiff.Shape.Of(parameters.Length));
        Autodiff.Expr x = graph.EventInput("x", new Autodiff.EventAxis("events"), Autodiff.Shape.Of(3));
        Autodiff.Expr density = model.LogDensity(p, x);
        using Autodiff.Evaluator evaluator = Autodiff.CompiledProgram.Compile([density]).CreateEvaluator();
        evaluator.Set(p, parameters);
        evaluator.Bind(x, scores);
        evaluator.Evaluate();
        double[] expected = model.LogDensity(parameters, scores);
        for (int e = 0; e < 2; e++) Closeness.Near(expected[e], evaluator.Float64(density)[e], Closeness.Rounding, Closeness.Rounding);
    }

    [Fact]
    public void Options_list_every_problem()
    {
        var options = new GaussianMixtureOptions { Categories = 0, Dimensions = 2, Temperature = -1, OffDiagonalDamping = double.NaN, MeanRange = [new ScoreRange(1, 0), ScoreRange.Unit, ScoreRange.Unit] };
        string message = Assert.Throws<ArgumentException>(options.Create).Message;
        foreach (string part in new[] { "0 categories", "temperature is -1", "damping is NaN", "3 ranges", "from 1 to 0" }) Assert.Contains(part, message, StringComparison.Ordinal);
        var sigmoid = new SigmoidOptions { Steepness = 0, Variables = [new SigmoidVariable { Name = "a", Bins = 1 }, new SigmoidVariable { Name = "a", Bins = 2, Steepness = -1 }] };
        message = Assert.Throws<ArgumentException>(sigmoid.Create).Message;
        foreach (string part in new[] { "steepness is 0", "has 1 bins", "given 2 times", "'a' is -1" }) Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("no variables", Assert.Throws<ArgumentException>(new SigmoidOptions { Variables = [] }.Create).Message, StringComparison.Ordinal);
    }

    private static void Deviation(double[] values, double expected)
    {
        double found = Math.Sqrt(values.Average(v => v * v));
        Closeness.Near(expected, found, 5.0 / Math.Sqrt(values.Length));
    }
}
