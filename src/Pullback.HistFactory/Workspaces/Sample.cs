namespace Pullback.HistFactory.Workspaces;

/// <summary>A process in a channel.</summary>
/// <param name="Name">The name.</param>
/// <param name="Data">The nominal expected counts. Shape [bin].</param>
/// <param name="Modifiers">What changes the counts, in the order of the file.</param>
public sealed record Sample(string Name, IReadOnlyList<double> Data, IReadOnlyList<Modifier> Modifiers);
