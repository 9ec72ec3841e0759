using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Puts values of one shape side by side along a new first dimension.</summary>
    /// <param name="parts">The values; plain numbers count as scalars.</param>
    /// <returns>The value of shape <c>[number of parts, …]</c>.</returns>
    /// <exception cref="ArgumentException">No parts, only plain numbers, or different shapes.</exception>
    public static Expr Stack(params ReadOnlySpan<Expr> parts)
    {
        if (Operands.FindGraph("stack", parts) is not { } graph)
        {
            throw new ArgumentException("stack: at least one part must be a graph value, not a plain number.", nameof(parts));
        }

        var placed = new Expr[parts.Length];
        Operands.Place("stack", graph, parts, placed);
        Shape single = Shape.Of(1);
        for (int i = 0; i < placed.Length; i++)
        {
            placed[i] = Reshape(placed[i], single.Append(placed[i].Shape));
        }

        return Concat(0, placed);
    }
}
