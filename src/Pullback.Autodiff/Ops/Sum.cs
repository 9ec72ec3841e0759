using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Sum over one dimension; the dimension disappears. The event axis stays: see <see cref="SumEvents"/>.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <returns>The sums.</returns>
    public static Expr Sum(Expr x, int axis)
    {
        axis = Axes.Check("sum", x.Shape, axis);
        if (x.Shape[axis] == 1)
        {
            return Reshape(x, x.Shape.Without(axis));
        }

        if (Operands.Strip(x) is { Shape.Rank: 0 } repeated)
        {
            return Operands.Conform(x.Graph, x.Shape[axis] * repeated, x.Type with { Shape = x.Shape.Without(axis) });
        }

        return Factors.Linear(x, v => new Expr(v.Graph.Intern(new SumOperation(axis), [v.Node], v.Type with { Shape = v.Shape.Without(axis) })));
    }

    /// <summary>Sum over all dimensions (not over events).</summary>
    /// <param name="x">The value.</param>
    /// <returns>The sum, a scalar for each event or a uniform scalar.</returns>
    public static Expr Sum(Expr x) => x.Shape.Rank == 0 ? x : Sum(Reshape(x, Shape.Of(x.Shape.Length)), 0);

    /// <summary>Mean over one dimension; the dimension disappears.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <returns>The means.</returns>
    public static Expr Mean(Expr x, int axis) => Sum(x, axis) / x.Shape[Axes.Check("mean", x.Shape, axis)];
}

internal sealed record SumOperation(int Axis) : Operation
{
    public override string Name => "sum";

    public override double Cost(Node node) => node.Inputs[0].Shape.Length;

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        Shape full = node.Input(0).Shape;
        return Op.Broadcast(Op.Reshape(cotangent, full.With(Axis, 1)), full);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Sum(tangent, Axis) : null;

    public override Instruction Lower(Node node, Lowering lowering) => lowering.SumAxis(node, Axis);
}
