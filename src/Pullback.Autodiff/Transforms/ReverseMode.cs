using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>Cotangents: carries weights from outputs back to inputs.</summary>
internal static class ReverseMode
{
    /// <summary>The cotangent of each value for the given cotangents of the outputs; null where it is zero.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="cotangents">Their cotangents.</param>
    /// <param name="wrt">The values to differentiate by.</param>
    /// <param name="independent">Whether values that depend on each other count as independent: nothing flows through one to another.</param>
    public static Expr?[] Vjp(ReadOnlySpan<Expr> outputs, ReadOnlySpan<Expr> cotangents, ReadOnlySpan<Expr> wrt, bool independent = false)
    {
        Node[] order = Traversal.Between(outputs, wrt, through: !independent);
        var relevant = new HashSet<Node>(order);
        var adjoints = new Dictionary<Node, Adjoint>();
        var wanted = new HashSet<Node>();
        var totals = new Dictionary<Node, Expr>();
        foreach (Expr value in wrt)
        {
            wanted.Add(value.Node);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            if (relevant.Contains(outputs[i].Node))
            {
                Of(adjoints, outputs[i].Node).Add(Operands.Conform(outputs[i].Graph, cotangents[i], outputs[i].Type));
            }
        }

        for (int i = order.Length - 1; i >= 0; i--)
        {
            Node node = order[i];
            if (!adjoints.Remove(node, out Adjoint? adjoint))
            {
                continue;
            }

            Expr cotangent = adjoint.Total();
            if (wanted.Contains(node))
            {
                totals[node] = cotangent;
                if (independent)
                {
                    continue;
                }
            }

            var expr = new Expr(node);
            for (int input = 0; input < node.Inputs.Length; input++)
            {
                if (relevant.Contains(node.Inputs[input]) && node.Operation.Vjp(expr, input, cotangent) is { } contribution)
                {
                    Of(adjoints, node.Inputs[input]).Add(contribution);
                }
            }
        }

        var result = new Expr?[wrt.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = totals.TryGetValue(wrt[i].Node, out Expr total) ? total : null;
        }

        return result;
    }

    private static Adjoint Of(Dictionary<Node, Adjoint> adjoints, Node node)
    {
        if (!adjoints.TryGetValue(node, out Adjoint? adjoint))
        {
            adjoints.Add(node, adjoint = new Adjoint(node));
        }

        return adjoint;
    }
}
