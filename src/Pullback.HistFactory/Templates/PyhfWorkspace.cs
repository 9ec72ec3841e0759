namespace Pullback.HistFactory.Templates;

/// <summary>A template model with its templates and counts as a pyhf workspace.</summary>
/// <param name="Json">The document, schema version 1.0.0.</param>
/// <param name="ParameterNames">The names of the parameters as pyhf reports them, in its order.</param>
/// <param name="ParameterIndices">For each of these the position of the parameter in <see cref="TemplateModel.Parameters"/>.</param>
/// <param name="ModifierSettings">
/// Null when pyhf's default interpolation codes are those of the model; else what <c>modifier_settings</c> must be, as JSON, since a workspace cannot say it.
/// </param>
public sealed record PyhfWorkspace(string Json, IReadOnlyList<string> ParameterNames, IReadOnlyList<int> ParameterIndices, string? ModifierSettings);
