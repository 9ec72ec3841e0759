using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>A complex value of a graph, as its two parts.</summary>
/// <param name="Re">The real part.</param>
/// <param name="Im">The imaginary part.</param>
public readonly record struct ComplexExpr(Expr Re, Expr Im)
{
    /// <summary>The imaginary unit.</summary>
    public static ComplexExpr I => new(0.0, 1.0);

    /// <summary>The complex conjugate.</summary>
    public ComplexExpr Conjugate => new(Re, -Im);

    /// <summary>A real value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ComplexExpr(Expr value) => FromReal(value);

    /// <summary>A real value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ComplexExpr(double value) => FromReal(value);

    /// <inheritdoc/>
    public static ComplexExpr operator +(ComplexExpr left, ComplexExpr right) => new(left.Re + right.Re, left.Im + right.Im);

    /// <inheritdoc/>
    public static ComplexExpr operator -(ComplexExpr left, ComplexExpr right) => new(left.Re - right.Re, left.Im - right.Im);

    /// <inheritdoc/>
    public static ComplexExpr operator -(ComplexExpr value) => new(-value.Re, -value.Im);

    /// <inheritdoc/>
    public static ComplexExpr operator *(ComplexExpr left, ComplexExpr right) => new((left.Re * right.Re) - (left.Im * right.Im), (left.Re * right.Im) + (left.Im * right.Re));

    /// <inheritdoc/>
    public static ComplexExpr operator /(ComplexExpr left, ComplexExpr right)
    {
        Expr norm = Op.Square(right.Re) + Op.Square(right.Im);
        return new(((left.Re * right.Re) + (left.Im * right.Im)) / norm, ((left.Im * right.Re) - (left.Re * right.Im)) / norm);
    }

    /// <summary>A real value.</summary>
    /// <param name="value">The value.</param>
    public static ComplexExpr FromReal(Expr value) => new(value, 0.0);

    /// <summary><c>r e^{iφ}</c>.</summary>
    /// <param name="modulus">r.</param>
    /// <param name="phase">φ in rad.</param>
    public static ComplexExpr Polar(Expr modulus, Expr phase) => new(modulus * Op.Cos(phase), modulus * Op.Sin(phase));

    /// <summary>The square root of a real value, along the positive imaginary axis where it is negative.</summary>
    /// <param name="square">The value.</param>
    public static ComplexExpr SquareRoot(Expr square)
    {
        Expr positive = Op.Less(0.0, square);
        Expr root = Op.Sqrt(Op.Max(Op.Abs(square), 1e-300));
        return new(Op.Select(positive, root, 0.0 * root), Op.Select(positive, 0.0 * root, root));
    }
}
