using Pullback.Autodiff;

namespace Pullback.Learning.Categories;

/// <summary>The derivative of yields along a direction as a node: (parameters, temperature, direction) → (of S, of Q). Evaluated by the traced model.</summary>
internal sealed class YieldTangent(CategoryYields yields, YieldGradient gradient, YieldCurvature curvature) : ExternalFunction
{
    private readonly TracedProgram _program = new(yields, (value, point, direction) => Derivatives.Jvp(value, point.AsSpan(0, 2), direction));

    public override string Name => "tangent of category yields";

    public override Shape[] OutputShapes(IReadOnlyList<Shape> inputs)
    {
        Shape table = Shape.Of(yields.Columns.Count, yields.Model.Categories);
        return [table, table];
    }

    public override void Evaluate(ReadOnlySpan<ReadOnlyMemory<double>> inputs, ReadOnlySpan<Memory<double>> outputs)
    {
        ReadOnlyMemory<double> none = new double[yields.Columns.Count * yields.Model.Categories];
        _program.Run([inputs[0], inputs[1], none, none, inputs[2], inputs[3]], outputs);
    }

    public override Expr[] Vjp(IReadOnlyList<Expr> inputs, IReadOnlyList<Expr> outputs, IReadOnlyList<Expr> cotangents) =>
    [
        .. Op.External(curvature, inputs[0], inputs[1], cotangents[0], cotangents[1], inputs[2], inputs[3]),
        .. Op.External(gradient, inputs[0], inputs[1], cotangents[0], cotangents[1]),
    ];
}
