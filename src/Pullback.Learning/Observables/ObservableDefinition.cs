using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>What a trained observable is, apart from the values of its weights.</summary>
/// <param name="FeatureNames">The features, in the order the network sees them.</param>
/// <param name="FeatureExpressions">The expressions that made them, or null where every feature is a column.</param>
/// <param name="Scaling">The shift and scale of each feature.</param>
/// <param name="Network">The network.</param>
/// <param name="Summary">How network outputs become bins.</param>
/// <param name="Recipe">How counts become templates.</param>
/// <param name="Objective">What it was trained on.</param>
public sealed record ObservableDefinition(
    IReadOnlyList<string> FeatureNames, IReadOnlyList<string?>? FeatureExpressions, FeatureScaling Scaling, NetworkOptions Network, SummaryOptions Summary, TemplateRecipe Recipe, ObservableObjective Objective);
