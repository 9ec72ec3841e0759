using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Joins values along one dimension.</summary>
    /// <param name="axis">The dimension; negative counts from the last.</param>
    /// <param name="parts">The values: equal in all other dimensions. Uniform and event values of one axis may mix.</param>
    /// <returns>The joined value.</returns>
    /// <exception cref="ArgumentException">No parts, or shapes that do not fit.</exception>
    public static Expr Concat(int axis, params ReadOnlySpan<Expr> parts)
    {
        if (Operands.FindGraph("concat", parts) is not { } graph)
        {
            throw new ArgumentException("concat: at least one part must be a graph value, not a plain number.", nameof(parts));
        }

        var placed = new Expr[parts.Length];
        Operands.Place("concat", graph, parts, placed);
        NodeType type = placed[0].Type;
        axis = Axes.Check("concat", type.Shape, axis);
        int total = 0;
        foreach (Expr part in placed)
        {
            if (part.Shape.Rank != type.Shape.Rank || part.Shape.With(axis, 1) != type.Shape.With(axis, 1))
            {
                throw new ArgumentException(
                    $"concat: shape {part.Shape} does not continue shape {type.Shape} along dimension {axis}; all other dimensions must be equal.", nameof(parts));
            }

            total += part.Shape[axis];
            type = type with { Axis = Operands.CommonAxis("concat", type.Axis, part.Axis) };
        }

        if (placed.Length == 1)
        {
            return placed[0];
        }

        EventAxis? events = type.Axis;
        Node[] nodes = Array.ConvertAll(placed, e => events is null ? e.Node : BroadcastEvents(e, events).Node);
        return new Expr(graph.Intern(new ConcatOperation(axis), nodes, type with { Shape = type.Shape.With(axis, total) }));
    }
}

internal sealed record ConcatOperation(int Axis) : GatherOperation
{
    public override string Name => "concat";

    public override Expr? Vjp(Expr node, int input, Expr cotangent)
    {
        int start = 0;
        for (int i = 0; i < input; i++)
        {
            start += node.Input(i).Shape[Axis];
        }

        return Op.Slice(cotangent, Axis, start, node.Input(input).Shape[Axis]);
    }

    public override Expr? Jvp(Expr node, ReadOnlySpan<Expr?> tangents)
    {
        var parts = new Expr[tangents.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = tangents[i] ?? Operands.Conform(node.Graph, 0, node.Input(i).Type);
        }

        return Op.Concat(Axis, parts);
    }

    public override IReadOnlyList<GatherRun> Runs(Node node)
    {
        int outer = node.Shape.Product(..Axis);
        int inner = node.Shape.Product((Axis + 1)..);
        var runs = new List<GatherRun>();
        int destination = 0;
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                int length = node.Inputs[i].Shape[Axis] * inner;
                runs.Add(new GatherRun(i, o * length, destination, length));
                destination += length;
            }
        }

        return runs;
    }
}
