namespace Pullback.Learning.Categories;

/// <summary>What trained categories are, apart from the values of their parameters.</summary>
/// <param name="Model">The model.</param>
/// <param name="Temperature">The temperature of the soft assignment.</param>
/// <param name="ScoreNames">The scores, in the order the model sees them.</param>
/// <param name="ScoreExpressions">The expressions that made them, or null where every score is a column.</param>
/// <param name="Signals">The signal processes.</param>
/// <param name="Metadata">Anything else worth keeping, such as the options of the training.</param>
public sealed record CategoryDefinition(
    CategoryModelOptions Model,
    double Temperature,
    IReadOnlyList<string> ScoreNames,
    IReadOnlyList<string?>? ScoreExpressions,
    IReadOnlyList<string> Signals,
    IReadOnlyDictionary<string, string> Metadata);
