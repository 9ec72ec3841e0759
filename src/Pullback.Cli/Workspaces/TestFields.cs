using Pullback.Cli.Output;
using Pullback.HistFactory;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.Cli.Workspaces;

/// <summary>Hypothesis tests as JSON.</summary>
internal static class TestFields
{
    /// <summary>The titles of the expected band.</summary>
    public static IReadOnlyList<string> Band { get; } = ["-2σ", "-1σ", "median", "+1σ", "+2σ"];

    /// <summary>The derivatives of two results.</summary>
    /// <param name="document">Where to add them.</param>
    /// <param name="model">The model.</param>
    /// <param name="observed">The gradient of the observed result.</param>
    /// <param name="expectedKey">The key of the other's.</param>
    /// <param name="expected">The gradient of the expected result.</param>
    public static JsonFields AddGradients(this JsonFields document, HistFactoryModel model, StatisticGradient observed, string expectedKey, StatisticGradient expected) => document
        .Add("gradient", GradientFields.Nominal(model, observed.Templates))
        .Add(expectedKey, GradientFields.Nominal(model, expected.Templates))
        .Add("gradient_observations", GradientFields.ByChannel(model, observed.Counts))
        .Add(expectedKey + "_observations", GradientFields.ByChannel(model, expected.Counts))
        .Add("gradient_modifiers", GradientFields.Modifiers(model, observed.Templates))
        .Add(expectedKey + "_modifiers", GradientFields.Modifiers(model, expected.Templates));

    /// <summary>A gradient times a number.</summary>
    public static StatisticGradient Scale(StatisticGradient gradient, double factor) =>
        new([.. gradient.Templates.Select(g => factor * g)], [.. gradient.Counts.Select(g => factor * g)]);
}
