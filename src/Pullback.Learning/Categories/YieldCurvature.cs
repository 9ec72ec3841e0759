using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>
/// The second derivative of <c>F = Σ dS·S + dQ·Q</c> along a direction as a node: (parameters, temperature, dS, dQ, direction) → (by parameters, by
/// temperature). Evaluated by the traced model.
/// </summary>
internal sealed class YieldCurvature(CategoryYields yields) : ExternalFunction
{
    private readonly TracedProgram _program = new(yields, (value, point, direction) =>
        Derivatives.Gradient(Derivatives.Jvp([Op.Sum(value[0] * point[2]) + Op.Sum(value[1] * point[3])], point.AsSpan(0, 2), direction)[0], point.AsSpan(0, 2)));

    private readonly ThirdYieldDerivative _third = new();

    public override string Name => "curvature of category yields";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs) => [inputs[0], inputs[1]];

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs) => _program.Run(inputs, outputs);

    /// <summary>Linear in the direction and symmetric; that is what second derivatives in forward mode need. By anything else it is a third derivative.</summary>
    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
        [.. Op.External(_third, [.. inputs])[..4], .. Op.External(this, [.. inputs.Take(4), .. cotangents])];
}
