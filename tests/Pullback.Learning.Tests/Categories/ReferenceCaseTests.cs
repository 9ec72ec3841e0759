using System.Text.Json;
using Pullback.Autodiff;
using Pullback.Learning.Categories;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories;

public sealed class ReferenceCaseTests
{
    private const double Values = 1e-12;
    private const double Gradients = 1e-9;

    public static TheoryData<string> Cases => CategoryCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Probabilities_are_those_of_the_original(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        double[] expected = CategoryCase.Numbers(c.Expected.GetProperty("probs_first_process"));
        double[] found = new double[expected.Length];
        c.Model.Probabilities(c.Parameters, c.Data.Sets[0].Features.Span, c.Temperature, found);
        All(expected, found, Values, Values, "probability");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Effective_parameters_are_those_of_the_original(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        if (c.Model is GaussianMixtureModel mixture)
        {
            IReadOnlyList<MixtureComponent> components = mixture.Components(c.Parameters);
            All(CategoryCase.Numbers(c.Json.GetProperty("effective_means")), [.. components.SelectMany(m => m.Mean)], Values, 0.0, "mean");
            All(CategoryCase.Numbers(c.Json.GetProperty("scale_tril")), [.. components.SelectMany(m => m.Cholesky)], Values, 0.0, "Cholesky");
            All(CategoryCase.Numbers(c.Json.GetProperty("mixture_log_weights")), [.. components.Select(m => m.LogWeight)], Values, 0.0, "log weight");
        }
        else
        {
            double[][] cuts = ((SigmoidModel)c.Model).Cuts(c.Parameters);
            All([.. c.Json.GetProperty("variables").EnumerateArray().SelectMany(v => CategoryCase.Numbers(v.GetProperty("boundaries")))], [.. cuts.SelectMany(x => x)], Values, 0.0, "cut");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Soft_yields_are_those_of_the_original(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        YieldTable soft = new CategoryYields(c.Model, c.Data).Soft(c.Parameters, c.Temperature);
        All(CategoryCase.Numbers(c.Expected.GetProperty("background")), soft.Nominal([.. c.Data.Backgrounds]), Values, Values, "background");
        All(CategoryCase.Numbers(c.Expected.GetProperty("background_sumw2")), soft.NominalSquares([.. c.Data.Backgrounds]), Values, Values, "squared weights");
        foreach (JsonProperty signal in c.Expected.GetProperty("signal").EnumerateObject()) All(CategoryCase.Numbers(signal.Value), soft.Nominal([signal.Name]), Values, Values, signal.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hard_yields_are_those_of_the_original(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        BackgroundStatistics hard = BackgroundStatistics.Of(new CategoryYields(c.Model, c.Data), c.Parameters);
        All(CategoryCase.Numbers(c.Expected.GetProperty("hard_background")), [.. hard.Yields], Values, 0.0, "background");
        All(CategoryCase.Numbers(c.Expected.GetProperty("hard_background_sumw2")), [.. hard.Squares], Values, 0.0, "squared weights");
        Assert.Equal(Enumerable.Range(0, c.Model.Categories), hard.Order.Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_gradients_of_the_closed_form_are_those_of_the_original(string name) => CheckLoss(CategoryCase.Named(name), closed: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_gradients_of_the_traced_graph_are_those_of_the_original(string name) => CheckLoss(CategoryCase.Named(name), closed: false);

    private static void CheckLoss(CategoryCase c, bool closed)
    {
        var graph = new Graph();
        Expr p = graph.Parameter("parameters", Shape.Of(c.Model.ParameterCount));
        Expr t = graph.Parameter("temperature");
        TracedYields? traced = closed ? null : new TracedYields(c.Model, c.Data, p, t);
        (Expr sums, Expr squares) = traced is null ? new YieldFunction(new CategoryYields(c.Model, c.Data)).Of(p, t) : (traced.Sums, traced.Squares);
        var loss = new ReferenceLoss(c.Data, sums, squares);
        Expr slope = Derivatives.Gradient(loss.Loss, p)[0];
        Expr totalSlope = Derivatives.Gradient(loss.Total, p)[0];
        using Evaluator evaluator = CompiledProgram.Compile(
            [.. loss.Significances, loss.Loss, loss.LowBackground, loss.HighUncertainty, loss.Total, slope, totalSlope]).CreateEvaluator();
        evaluator.Set(p, c.Parameters);
        evaluator.Set(t, c.Temperature);
        traced?.Bind(evaluator);
        evaluator.Evaluate();
        JsonElement expected = c.Expected;
        All(
            [.. expected.GetProperty("significance").EnumerateObject().Select(s => s.Value.GetDouble())],
            [.. loss.Significances.Select(evaluator.Scalar)], Values, Values, "significance");
        Closeness.Near(expected.GetProperty("loss").GetDouble(), evaluator.Scalar(loss.Loss), Values, Values, "loss");
        Closeness.Near(expected.GetProperty("penalty_low_background").GetDouble(), evaluator.Scalar(loss.LowBackground), Values, Values, "low background");
        Closeness.Near(expected.GetProperty("penalty_high_uncertainty").GetDouble(), evaluator.Scalar(loss.HighUncertainty), Values, Values, "high uncertainty");
        Closeness.Near(expected.GetProperty("total").GetDouble(), evaluator.Scalar(loss.Total), Values, Values, "total");
        Gradient("grad_loss", slope);
        Gradient("grad_total", totalSlope);

        void Gradient(string key, Expr gradient)
        {
            double[] numbers = CategoryCase.Numbers(expected.GetProperty(key));
            All(numbers, evaluator.Float64(gradient).ToArray(), Gradients, 1e-13 * numbers.Max(Math.Abs), key);
        }
    }

    private static void All(double[] expected, double[] found, double relative, double floor, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Closeness.Near(expected[i], found[i], relative, floor, $"{what} {i}");
    }
}
