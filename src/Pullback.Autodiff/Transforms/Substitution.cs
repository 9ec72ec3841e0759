using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>Replaces values inside expressions.</summary>
internal static class Substitution
{
    /// <summary>The expressions with each of <paramref name="values"/> replaced by a value of the same type.</summary>
    public static Expr[] Replace(ReadOnlySpan<Expr> expressions, ReadOnlySpan<Expr> values, ReadOnlySpan<Expr> replacements)
    {
        var known = new Dictionary<Node, Node>();
        for (int i = 0; i < values.Length; i++)
        {
            known[values[i].Node] = replacements[i].Node;
        }

        foreach (Node node in Traversal.Between(expressions, values))
        {
            if (!known.ContainsKey(node))
            {
                Node[] inputs = Array.ConvertAll(node.Inputs, n => known.GetValueOrDefault(n, n));
                known[node] = node.Graph.Intern(node.Operation, inputs, node.Type);
            }
        }

        var result = new Expr[expressions.Length];
        for (int i = 0; i < result.Length; i++)
        {
            Node node = expressions[i].Node;
            result[i] = new Expr(known.GetValueOrDefault(node, node));
        }

        return result;
    }
}
