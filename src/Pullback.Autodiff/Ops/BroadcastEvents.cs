using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>A uniform value repeated for every event of an axis.</summary>
    /// <remarks>Rarely needed: a uniform operand meets an event operand by itself.</remarks>
    /// <param name="x">The value; one that already runs over <paramref name="axis"/> is returned as it is.</param>
    /// <param name="axis">The event axis.</param>
    /// <returns>The event value, of the shape of <paramref name="x"/>.</returns>
    public static Expr BroadcastEvents(Expr x, EventAxis axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        if (Operands.CommonAxis("broadcastEvents", x.Axis, axis) is not null && x.Axis is not null)
        {
            return x;
        }

        return new Expr(x.Graph.Intern(new BroadcastEventsOperation(), [x.Node], x.Type with { Axis = axis }));
    }
}

internal sealed record BroadcastEventsOperation : Operation
{
    public override string Name => "broadcastEvents";

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => cotangent;

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.BroadcastEvents(tangent, node.Axis!) : null;

    public override Instruction Lower(Node node, Lowering lowering) => lowering.Splat(node);
}
