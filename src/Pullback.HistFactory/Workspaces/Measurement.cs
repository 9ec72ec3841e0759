namespace Pullback.HistFactory.Workspaces;

/// <summary>A choice of the parameter of interest and of the parameters' settings.</summary>
/// <param name="Name">The name.</param>
/// <param name="Poi">The parameter of interest; empty for none.</param>
/// <param name="Parameters">Settings that replace the defaults.</param>
public sealed record Measurement(string Name, string Poi, IReadOnlyList<ParameterConfiguration> Parameters);
