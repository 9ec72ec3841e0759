namespace Pullback.Amplitudes.Lineshapes;

/// <summary>No dependence on the mass: <c>R = 1</c>.</summary>
public sealed class One : Lineshape
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["one"];

    /// <inheritdoc/>
    public override void Declare(ShapeParameters parameters)
    {
    }

    /// <inheritdoc/>
    public override ComplexExpr Amplitude(ShapeContext shape) => 1.0;
}
