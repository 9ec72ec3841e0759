using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>The closed-form gradient of yields as a node: (parameters, temperature, dS, dQ) → (by parameters, by temperature).</summary>
internal sealed class YieldGradient : ExternalFunction
{
    private readonly CategoryYields _yields;
    private readonly YieldCurvature _curvature;
    private readonly YieldTangent _tangent;

    public YieldGradient(CategoryYields yields)
    {
        _yields = yields;
        _curvature = new YieldCurvature(yields);
        _tangent = new YieldTangent(yields, this, _curvature);
    }

    public override string Name => "gradient of category yields";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1]];

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs) =>
        outputs[1].Span[0] = _yields.Gradient(inputs[0].Span, inputs[1].Span[0], inputs[2].Span, inputs[3].Span, outputs[0].Span);

    /// <summary>The yields do not occur in the derivative by their own cotangents, so forward mode leaves no trace of them.</summary>
    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
    [
        .. Op.External(_curvature, [.. inputs, .. cotangents]),
        .. Op.External(_tangent, inputs[0], inputs[1], cotangents[0], cotangents[1]),
    ];
}
