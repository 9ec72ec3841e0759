namespace Pullback.HistFactory.Workspaces;

/// <summary>The observed counts of a channel.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Data">The counts. Shape [bin].</param>
public sealed record Observation(string Name, IReadOnlyList<double> Data);
