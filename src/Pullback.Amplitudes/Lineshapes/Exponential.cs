using Pullback.Autodiff;

namespace Pullback.Amplitudes.Lineshapes;

/// <summary>A falling exponential, <c>R = e^{−|a| m}</c>; a in 1/GeV.</summary>
public sealed class Exponential : Lineshape
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["exp"];

    /// <inheritdoc/>
    public override void Declare(ShapeParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Add("a");
    }

    /// <inheritdoc/>
    public override ComplexExpr Amplitude(ShapeContext shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Op.Exp(-Op.Abs(shape.Parameter("a")) * shape.M);
    }
}
