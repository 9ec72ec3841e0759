using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;
using Pullback.HistFactory.Tests.Templates;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.InferenceObjectives;

public sealed class ObjectiveGradientTests
{
    public static TheoryData<string> Names => [.. Objectives.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_match_differences_in_every_template_entry_of_random_models(string name) =>
        RandomModels.ForAll(seed: 20200305, cases: 40, example =>
        {
            InferenceObjective objective = Objectives.ByName(name);
            TemplateInference inference = new(example.Model);
            double[] gradient = new double[example.Templates.Length];
            double value = objective.Evaluate(inference, example.Templates, gradient);
            Assert.True(double.IsFinite(value));
            Closeness.GradientMatchesDifferences(y => objective.Evaluate(inference, y), example.Templates, gradient, name);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_do_not_depend_on_whether_the_gradient_is_asked_for_or_what_was_evaluated_before(string name) =>
        RandomModels.ForAll(seed: 7, cases: 20, example =>
        {
            InferenceObjective objective = Objectives.ByName(name);
            TemplateInference inference = new(example.Model);
            double first = objective.Evaluate(inference, example.Templates);
            double[] other = [.. example.Templates.Select(v => v * 1.1)];
            objective.Evaluate(inference, other);
            Assert.Equal(first, objective.Evaluate(inference, example.Templates, new double[other.Length]));
        });

    [Fact]
    public void Cls_and_its_logarithm_agree() =>
        RandomModels.ForAll(seed: 11, cases: 50, example =>
        {
            TemplateInference inference = new(example.Model);
            double[] gradient = new double[example.Templates.Length];
            double[] logGradient = new double[example.Templates.Length];
            double cls = Objectives.Cls().Evaluate(inference, example.Templates, gradient);
            double logCls = Objectives.LogCls().Evaluate(inference, example.Templates, logGradient);
            Assert.InRange(cls, 0.0, 1.0);
            Closeness.Near(Math.Log(cls), logCls, Closeness.Rounding, 1e-12);
            for (int i = 0; i < gradient.Length; i++) Closeness.Near(cls * logGradient[i], gradient[i], Closeness.Rounding, 1e-15);
        });

    [Fact]
    public void An_unknown_name_lists_those_that_exist()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Objectives.ByName("cl"));
        Assert.Contains("log-cls", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tested_signal_strength_of_zero_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Objectives.Cls(0.0));
}
