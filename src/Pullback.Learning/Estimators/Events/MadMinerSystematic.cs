namespace Pullback.Learning.Estimators.Events;

/// <summary>A systematic uncertainty.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>norm</c>, <c>scale</c> or <c>pdf</c>.</param>
/// <param name="Value">Its size, its scale factors or its set of parton densities, as text.</param>
/// <param name="Scale"><c>mu</c>, <c>muf</c> or <c>mur</c>; null for none.</param>
public sealed record MadMinerSystematic(string Name, string Kind, string Value, string? Scale = null);
