using Pullback.Autodiff;

namespace Pullback.Learning.Observables.Relaxed;

/// <summary>The median discovery significance of a counting experiment with known background.</summary>
public static class AsimovSignificance
{
    /// <summary><c>Z = √(2 Σ_b [(s+b) ln(1 + s/b) − s])</c>.</summary>
    /// <remarks>Derivative: exact, through the graph; singular at s = 0, where Z = 0. Reference: [Cowan2011, eq. 97].</remarks>
    /// <param name="signal">Expected signal. Shape [bin].</param>
    /// <param name="background">Expected background, above 0. Shape [bin].</param>
    /// <returns>Scalar.</returns>
    public static Expr Of(Expr signal, Expr background) =>
        Op.Sqrt(2.0 * Op.Sum(((signal + background) * Op.Log1P(signal / background)) - signal));
}
