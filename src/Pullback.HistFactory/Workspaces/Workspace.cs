namespace Pullback.HistFactory.Workspaces;

/// <summary>A HistFactory likelihood as pyhf's JSON schema 1.0.0 holds it: what was measured, what is expected, and what may vary.</summary>
/// <remarks>Reference: [HistFactory2012], [Pyhf2021].</remarks>
/// <param name="Version">The version of the schema.</param>
/// <param name="Channels">The channels in the order of the file.</param>
/// <param name="Observations">The observed counts, one entry for each channel, in any order.</param>
/// <param name="Measurements">The measurements; at least one.</param>
public sealed record Workspace(
    string Version, IReadOnlyList<Channel> Channels, IReadOnlyList<Observation> Observations, IReadOnlyList<Measurement> Measurements);
