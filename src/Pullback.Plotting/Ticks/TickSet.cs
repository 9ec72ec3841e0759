namespace Pullback.Plotting.Ticks;

/// <summary>Ticks of one axis.</summary>
/// <param name="Major">Positions and texts of the labeled ticks.</param>
/// <param name="Minor">Positions of the short ticks.</param>
/// <param name="Multiplier">Common factor of all labels, for example <c>×10⁶</c>; empty if none.</param>
internal sealed record TickSet(IReadOnlyList<(double Value, string Text)> Major, IReadOnlyList<double> Minor, string Multiplier = "");
