using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>The Breit-Wigner amplitude of constant width, <c>R = 1/(m₀² − m² − i m₀Γ₀)</c>; 1 without a width. Reference: [PDG2024], section 50.</summary>
public sealed class BreitWigner : Lineshape
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["BW"];

    /// <inheritdoc/>
    public override ComplexExpr Amplitude(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.HasWidth ? (ComplexExpr)1.0 / new ComplexExpr(Op.Square(shape.M0) - Op.Square(shape.M), -(shape.M0 * shape.Width)) : 1.0;
    }

    /// <inheritdoc/>
    public override RationalShape? Rational(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.HasWidth ? new RationalShape(Op.Square(shape.M0), shape.M0 * shape.Width, Op.Square(shape.M), 1.0) : null;
    }
}
