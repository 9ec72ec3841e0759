using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>An exponential with a phase, <c>R = e^{−(a + ib) m²}</c>; a and b in 1/GeV².</summary>
public sealed class ComplexExponential : Lineshape
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["exp_com"];

    /// <inheritdoc/>
    public override void Declare(ShapeParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Add("a");
        parameters.Add("b");
    }

    /// <inheritdoc/>
    public override ComplexExpr Amplitude(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Expr square = Op.Square(shape.M);
        return ComplexExpr.Polar(Op.Exp(-shape.Parameter("a") * square), -shape.Parameter("b") * square);
    }
}
