using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>Tangents: carries directions from inputs to outputs.</summary>
internal static class ForwardMode
{
    /// <summary>The tangent of each output for the given tangents of values; null where it is zero.</summary>
    public static Expr?[] Jvp(ReadOnlySpan<Expr> outputs, ReadOnlySpan<Expr> wrt, ReadOnlySpan<Expr> tangents)
    {
        var known = new Dictionary<Node, Expr?>();
        for (int i = 0; i < wrt.Length; i++)
        {
            known[wrt[i].Node] = Operands.Conform(wrt[i].Graph, tangents[i], wrt[i].Type);
        }

        var result = new Expr?[outputs.Length];
        Node[] order = Traversal.Between(outputs, wrt);
        foreach (Node node in order)
        {
            if (known.ContainsKey(node))
            {
                continue;
            }

            var inputs = new Expr?[node.Inputs.Length];
            bool any = false;
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = known.GetValueOrDefault(node.Inputs[i]);
                any |= inputs[i] is not null;
            }

            var expr = new Expr(node);
            known[node] = any && node.Operation.Jvp(expr, inputs) is { } tangent ? Operands.Conform(node.Graph, tangent, node.Type) : null;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            result[i] = known.GetValueOrDefault(outputs[i].Node);
        }

        return result;
    }
}
