using System.Text.Json;
using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Losses;
using Pullback.Learning.Categories.Training;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Losses;

/// <summary>The reference numbers through the very chain that training runs: objective, penalties, gradient, evaluation.</summary>
public sealed class ReferenceTrainingLossTests
{
    private static readonly Tolerance s_value = new("reference value", 1e-12, 1e-12, "sums of a few hundred events in another order");
    private static readonly AsimovObjective s_plain = new() { Form = AsimovForm.Package };

    private static readonly AsimovObjective s_penalized = s_plain with
    {
        Penalties = new CategoryPenalties { LowBackgroundWeight = 0.3, MinimumBackground = 10, HighUncertaintyWeight = 0.7, MaximumUncertainty = 0.2 },
    };

    public static TheoryData<string> Cases => CategoryCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_gradients_of_training_are_those_of_the_original(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        foreach ((AsimovObjective objective, string value, string slope) in ((AsimovObjective, string, string)[])[(s_plain, "loss", "grad_loss"), (s_penalized, "total", "grad_total")])
        {
            using var program = new CategoryProgram(new CategoryYields(c.Model, c.Data), objective, [], withGradient: true);
            program.Run(c.Parameters, c.Temperature, [], CancellationToken.None);
            Near(c.Expected.GetProperty(value).GetDouble(), program.Loss, value);
            double[] significances = Named(c.Expected.GetProperty("significance"), c.Data.Signals);
            for (int s = 0; s < significances.Length; s++) Near(significances[s], program.Results[s], c.Data.Signals[s]);
            Near(c.Expected.GetProperty("penalty_low_background").GetDouble(), program.Penalties.LowBackground, "low background");
            Near(c.Expected.GetProperty("penalty_high_uncertainty").GetDouble(), program.Penalties.HighUncertainty, "high uncertainty");

            double[] expected = CategoryCase.Numbers(c.Expected.GetProperty(slope));
            var tolerance = new Tolerance("reference gradient", 1e-9, 1e-9 * expected.Max(Math.Abs), "sums of a few hundred events in another order, relative to the largest entry");
            Assert.Equal(expected.Length, program.Gradient.Length);
            for (int i = 0; i < expected.Length; i++) Assert.True(tolerance.Accepts(expected[i], program.Gradient[i]), tolerance.Explain(expected[i], program.Gradient[i], $"{slope}[{i}]"));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_evaluation_says_what_the_original_says(string name)
    {
        CategoryCase c = CategoryCase.Named(name);
        CategoryEvaluation found = CategoryEvaluation.Of(c.Model, c.Parameters, c.Temperature, c.Data, s_penalized);
        double[] soft = Named(c.Expected.GetProperty("significance"), c.Data.Signals);
        double[] hard = Named(c.Expected.GetProperty("hard_significance"), c.Data.Signals);
        for (int s = 0; s < soft.Length; s++)
        {
            Near(soft[s], found.SoftSignificance.Results[s], "soft " + c.Data.Signals[s]);
            Near(hard[s], found.HardSignificance.Results[s], "hard " + c.Data.Signals[s]);
        }

        Near(c.Expected.GetProperty("total").GetDouble(), found.SoftResult.Loss, "soft loss");
        Near(c.Expected.GetProperty("loss").GetDouble(), -found.SoftSignificance.Combined, "soft combination");
        double[] background = CategoryCase.Numbers(c.Expected.GetProperty("hard_background"));
        Near(background.Sum(b => Math.Pow(Math.Max(10.0 - b, 0.0), 2)), found.HardResult.LowBackground, "hard low background");
        Assert.Empty(found.SoftFactors);
        Assert.Empty(found.HardFactors);
        Assert.Equal(AssignmentBias.Of(found.Hard, found.Soft), found.Bias);
    }

    [Theory]
    [MemberData(nameof(ModelZoo.Names), MemberType = typeof(ModelZoo))]
    public void The_gradient_of_training_agrees_with_differences_for_every_model(string name)
    {
        CategoryModel model = ModelZoo.Model(name);
        AsimovObjective objective = new()
        {
            Form = AsimovForm.WithUncertainty,
            RelativeUncertainty = 0.1,
            Penalties = new CategoryPenalties { LowBackgroundWeight = 1e-4, MinimumBackground = 50, HighUncertaintyWeight = 1, MaximumUncertainty = 0.01 },
        };
        string[] reweighted = ["top"];
        double[] factors = [.. Enumerable.Range(0, model.Categories).Select(k => 0.5 + (0.1 * (k % 7)))];
        using var program = new CategoryProgram(new CategoryYields(model, ModelZoo.Data(model)), objective, reweighted, withGradient: true);
        double[] parameters = ModelZoo.Parameters(model);
        double At(double[] at)
        {
            program.Run(at, 0.6, factors, CancellationToken.None);
            return program.Loss;
        }

        At(parameters);
        double[] gradient = program.Gradient.ToArray();
        Closeness.GradientMatchesDifferences(At, parameters, gradient, name);
    }

    [Fact]
    public void One_event_of_a_process_is_enough()
    {
        var model = new GaussianMixtureModel(new GaussianMixtureOptions { Categories = 2, MeanNormalization = MeanNormalization.Sigmoid });
        CategoryData data = CategoryCountsCase.Structure(["signal", "background"]);
        double[] parameters = ModelZoo.Parameters(model);
        CategoryEvaluation found = CategoryEvaluation.Of(model, parameters, 1.0, data, new AsimovObjective());
        int home = model.Assign(parameters, [0.5])[0];
        double[] share = new double[2];
        model.Probabilities(parameters, [0.5], 1.0, share);
        for (int k = 0; k < 2; k++)
        {
            Assert.Equal(share[k], found.Soft.Row(0)[k]);
            Assert.Equal(k == home ? 1.0 : 0.0, found.Hard.Row(1)[k]);
        }

        // Signal and background share alike, so all categories have the same ratio.
        double expected = Math.Sqrt(2.0 * ((2.0 * Math.Log(2.0)) - 1.0));
        Near(expected, found.SoftResult.Combined, "soft");
        Near(expected, found.HardResult.Combined, "hard");
    }

    [Fact]
    public void Objectives_and_events_that_do_not_fit_are_refused()
    {
        CategoryModel model = ModelZoo.Model("mixture 1");
        var objective = new AsimovObjective { SignalWeights = new Dictionary<string, double> { ["nothing"] = 1 } };
        string message = Assert.Throws<ArgumentException>(() => CategoryEvaluation.Of(model, ModelZoo.Parameters(model), 1.0, ModelZoo.Data(model), objective)).Message;
        Assert.Contains("'nothing', which is not a signal", message, StringComparison.Ordinal);
    }

    private static double[] Named(JsonElement json, IReadOnlyList<string> signals) =>
        json.ValueKind == JsonValueKind.Object ? [.. signals.Select(s => json.GetProperty(s).GetDouble())] : CategoryCase.Numbers(json);

    private static void Near(double expected, double found, string what) => Assert.True(s_value.Accepts(expected, found), s_value.Explain(expected, found, what));
}
