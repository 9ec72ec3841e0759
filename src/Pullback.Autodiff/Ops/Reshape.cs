using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The same elements under another shape.</summary>
    /// <param name="x">The value.</param>
    /// <param name="shape">The new shape, of as many elements.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public static Expr Reshape(Expr x, Shape shape)
    {
        if (x.Shape == shape)
        {
            return x;
        }

        if (x.Shape.Length != shape.Length)
        {
            throw new ArgumentException(
                $"reshape: shape {x.Shape} has {x.Shape.Length} elements and cannot become {shape} with {shape.Length}.", nameof(shape));
        }

        if (x.Node.Operation is ReshapeOperation)
        {
            return Reshape(x.Input(0), shape);
        }

        if (x.Node.Operation is BroadcastOperation && x.Input(0).Shape.Length == 1)
        {
            return Broadcast(Reshape(x.Input(0), Shape.Scalar), shape);
        }

        if (x.Node.Operation is BroadcastEventsOperation)
        {
            return BroadcastEvents(Reshape(x.Input(0), shape), x.Axis!);
        }

        return new Expr(x.Graph.Intern(new ReshapeOperation(), [x.Node], x.Type with { Shape = shape }));
    }
}

internal sealed record ReshapeOperation : ViewOperation
{
    public override string Name => "reshape";

    public override int? Offset(Node node) => 0;

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Op.Reshape(cotangent, node.Input(0).Shape);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Reshape(tangent, node.Shape) : null;

    public override Instruction Lower(Node node, Lowering lowering) =>
        throw new InvalidOperationException($"{node} is a view and has no instruction.");
}
