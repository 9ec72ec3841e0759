using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>The Breit-Wigner amplitude of running width, the default: <c>R = 1/(m₀² − m² − i m₀Γ(m))</c>.</summary>
/// <remarks>
/// <c>Γ(m) = Γ₀ (q/q₀)^{2L+1} (m₀/m) P_L(q₀²d²)/P_L(q²d²)</c> with the momenta q and q₀ that are 0 below threshold. <c>running_width: False</c> keeps the width constant,
/// <c>width_norm: True</c> multiplies with Γ₀. Reference: [PDG2024], section 50.
/// </remarks>
public sealed class RunningBreitWigner : Lineshape
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["default", "BWR"];

    /// <inheritdoc/>
    public override ComplexExpr Amplitude(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (Rational(shape) is not { } form) return 1.0;
        ComplexExpr amplitude = (ComplexExpr)1.0 / new ComplexExpr(form.A - form.S, -(form.B * form.H));
        return IsNormalized(shape) ? amplitude * shape.Width : amplitude;
    }

    /// <inheritdoc/>
    public override RationalShape? Rational(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.HasWidth) return null;
        Expr a = Op.Square(shape.M0), s = Op.Square(shape.M);
        if (!shape.Flag("running_width", true)) return new RationalShape(a, shape.M0 * shape.Width, s, 1.0);
        int l = shape.OrbitalMomentum;
        Expr q = shape.ClampedQ, q0 = shape.ClampedQ0;
        Expr power = ShapeContext.Power(q0, (2 * l) + 1);
        Expr tiny = Op.LessOrEqual(q0, 1e-15);
        Expr b = shape.M0 * shape.Width * shape.M0 * shape.Barrier(l, Op.Square(q0)) / Op.Select(tiny, 1.0, power);
        Expr h = ShapeContext.Power(q, (2 * l) + 1) / (shape.M * shape.Barrier(l, Op.Square(q)));
        return new RationalShape(a, b, s, h);
    }

    /// <summary>Whether the amplitude is multiplied with the width.</summary>
    /// <param name="shape">The resonance.</param>
    internal static bool IsNormalized(ShapeContext shape) => shape.Flag("width_norm", false);
}
