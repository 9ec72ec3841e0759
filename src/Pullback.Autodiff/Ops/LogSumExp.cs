using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>ln Σ eˣ</c> over one dimension, without overflow; the dimension disappears.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <returns>The value without the dimension.</returns>
    public static Expr LogSumExp(Expr x, int axis = -1)
    {
        axis = Axes.Check("logSumExp", x.Shape, axis);
        Expr largest = LargestOperation.Build(x, axis);
        return Reshape(largest, x.Shape.Without(axis)) + Log(Sum(Exp(x - largest), axis));
    }

    /// <summary><c>eˣ / Σ eˣ</c> along one dimension, without overflow.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>; sums to 1 along the dimension.</returns>
    public static Expr Softmax(Expr x, int axis = -1)
    {
        axis = Axes.Check("softmax", x.Shape, axis);
        Expr weights = Exp(x - LargestOperation.Build(x, axis));
        return weights / Reshape(Sum(weights, axis), x.Shape.With(axis, 1));
    }

    /// <summary><c>x − ln Σ eˣ</c> along one dimension, without overflow.</summary>
    /// <param name="x">The value.</param>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr LogSoftmax(Expr x, int axis = -1)
    {
        axis = Axes.Check("logSoftmax", x.Shape, axis);
        Expr shifted = x - LargestOperation.Build(x, axis);
        return shifted - Reshape(Log(Sum(Exp(shifted), axis)), x.Shape.With(axis, 1));
    }
}

/// <summary>
/// The largest element along one dimension, which stays with length 1. It only shifts exponents in expressions that do not depend on the
/// shift, so it counts as a constant in derivatives.
/// </summary>
internal sealed record LargestOperation(int Axis) : Operation
{
    public override string Name => "largest";

    public static Expr Build(Expr x, int axis) =>
        new(x.Graph.Intern(new LargestOperation(axis), [x.Node], x.Type with { Shape = x.Shape.With(axis, 1) }));

    public override double Cost(Node node) => node.Inputs[0].Shape.Length;

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => null;

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) => null;

    public override Instruction Lower(Node node, Lowering lowering) => lowering.LargestAlong(node, Axis);
}
