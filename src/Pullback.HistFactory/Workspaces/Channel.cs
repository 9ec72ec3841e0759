namespace Pullback.HistFactory.Workspaces;

/// <summary>A region of the data: bins that all its samples share.</summary>
/// <param name="Name">The name.</param>
/// <param name="Samples">What is expected in it; at least one.</param>
public sealed record Channel(string Name, IReadOnlyList<Sample> Samples);
