using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Sum over all events of the axis: an event value becomes a uniform value of the same shape.</summary>
    /// <remarks>
    /// <para>Each chunk of events is summed in 32 interleaved partial sums, joined pairwise; chunks are added in order, in double
    /// precision. The result does not depend on the number of threads.</para>
    /// <para><b>Derivative.</b> Every event receives the cotangent.</para>
    /// </remarks>
    /// <param name="x">The event value.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The value is uniform.</exception>
    public static Expr SumEvents(Expr x)
    {
        if (x.IsNumber || x.Axis is not { } axis)
        {
            throw new ArgumentException(
                $"sumEvents: {x} is uniform and has no event axis. Say which with Op.BroadcastEvents(x, axis), or multiply by Graph.EventCount(axis).",
                nameof(x));
        }

        switch (x.Node.Operation)
        {
            case BroadcastEventsOperation:
                return x.Input(0) * x.Graph.EventCount(axis, x.ElementType);
            case NegateOperation:
                return -SumEvents(x.Input(0));
            case AddOperation when Separable(x):
                return SumEvents(BroadcastEvents(Broadcast(x.Input(0), x.Shape), axis)) + SumEvents(BroadcastEvents(Broadcast(x.Input(1), x.Shape), axis));
            case SubtractOperation when Separable(x):
                return SumEvents(BroadcastEvents(Broadcast(x.Input(0), x.Shape), axis)) - SumEvents(BroadcastEvents(Broadcast(x.Input(1), x.Shape), axis));
            case MultiplyOperation when Factors.TrySplit(x, out Expr factor, out Expr rest):
                return factor * SumEvents(rest);
            case DivideOperation when x.Input(1).Axis is null:
                return SumEvents(x.Input(0)) / x.Input(1);
            default:
                return new Expr(x.Graph.Intern(new SumEventsOperation(), [x.Node], x.Type with { Axis = null }));
        }
    }

    /// <summary>Whether the two terms of a sum are complete in different passes, or one of them is the same for all events.</summary>
    private static bool Separable(Expr sum) =>
        sum.Input(0).Stage != sum.Input(1).Stage || sum.Input(0).Axis is null || sum.Input(1).Axis is null;
}

internal sealed record SumEventsOperation : ReductionOperation
{
    public override string Name => "sumEvents";

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Op.BroadcastEvents(cotangent, node.Input(0).Axis!);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.SumEvents(tangent) : null;

    public override Instruction Lower(Node node, Lowering lowering) => lowering.SumEvents(node);
}
