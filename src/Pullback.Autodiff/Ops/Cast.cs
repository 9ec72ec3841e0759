using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The same numbers in another element type.</summary>
    /// <param name="x">The value.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The value, rounded where <paramref name="type"/> is narrower.</returns>
    public static Expr Cast(Expr x, ElementType type)
    {
        if (x.ElementType == type)
        {
            return x;
        }

        if (x.IsConstant(out double value))
        {
            return x.Graph.Constant(value, type);
        }

        return new Expr(x.Graph.Intern(new CastOperation(), [x.Node], x.Type with { Element = type }));
    }
}

internal sealed record CastOperation : Operation
{
    public override string Name => "cast";

    public override Expr? Vjp(Expr node, int input, Expr cotangent) => Op.Cast(cotangent, node.Input(0).ElementType);

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents) =>
        tangents[0] is { } tangent ? Op.Cast(tangent, node.ElementType) : null;

    public override Instruction Lower(Node node, Lowering lowering) => lowering.Cast(node);
}
