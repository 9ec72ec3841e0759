using Pullback.Autodiff;

namespace Pullback.Amplitudes.Kinematics;

/// <summary>The momentum of the daughters in the rest frame of a two-body decay.</summary>
public static class TwoBodyMomentum
{
    /// <summary><c>q² = (m₀ − m₁ − m₂)(m₀ + m₁ + m₂)(m₀ − m₁ + m₂)(m₀ + m₁ − m₂)/(4m₀²)</c>; negative below threshold.</summary>
    /// <param name="mother">m₀ in GeV.</param>
    /// <param name="first">m₁ in GeV.</param>
    /// <param name="second">m₂ in GeV.</param>
    /// <returns>In GeV².</returns>
    public static double Squared(double mother, double first, double second) =>
        (mother - first - second) * (mother + first + second) * (mother - first + second) * (mother + first - second) / (4 * mother * mother);

    /// <inheritdoc cref="Squared(double, double, double)"/>
    public static Expr Squared(Expr mother, Expr first, Expr second) =>
        (mother - first - second) * (mother + first + second) * (mother - first + second) * (mother + first - second) / (4.0 * Op.Square(mother));
}
