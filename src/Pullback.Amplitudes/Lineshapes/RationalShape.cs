using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>A lineshape <c>R = 1/(a − s − i b h)</c>.</summary>
/// <param name="A">a, of the parameters alone.</param>
/// <param name="B">b, of the parameters alone.</param>
/// <param name="S">s, of the event alone.</param>
/// <param name="H">h, of the event alone.</param>
public sealed record RationalShape(Expr A, Expr B, Expr S, Expr H);
