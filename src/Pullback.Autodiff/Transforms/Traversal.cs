using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>Finds the part of a graph a derivative runs through.</summary>
internal static class Traversal
{
    /// <summary>The values on paths from <paramref name="wrt"/> to <paramref name="outputs"/>, both included, in topological order.</summary>
    /// <param name="outputs">Where the paths end.</param>
    /// <param name="wrt">Where the paths start.</param>
    /// <param name="through">Whether paths may lead through one of <paramref name="wrt"/> to another.</param>
    public static Node[] Between(ReadOnlySpan<Expr> outputs, ReadOnlySpan<Expr> wrt, bool through = false)
    {
        int lowest = int.MaxValue;
        var depends = new Dictionary<Node, bool>();
        foreach (Expr value in wrt)
        {
            depends[value.Node] = true;
            lowest = Math.Min(lowest, value.Node.Id);
        }

        var pending = new Stack<Node>();
        if (through)
        {
            foreach (Expr value in wrt)
            {
                foreach (Node input in value.Node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        foreach (Expr output in outputs)
        {
            pending.Push(output.Node);
        }

        while (pending.TryPeek(out Node? node))
        {
            if (depends.ContainsKey(node))
            {
                pending.Pop();
                continue;
            }

            if (node.Id < lowest)
            {
                depends[node] = false;
                pending.Pop();
                continue;
            }

            bool ready = true;
            bool any = false;
            foreach (Node input in node.Inputs)
            {
                if (!depends.TryGetValue(input, out bool inputDepends))
                {
                    pending.Push(input);
                    ready = false;
                }

                any |= inputDepends;
            }

            if (ready)
            {
                node.Operation.CheckDifferentiable(wrt);
                depends[node] = any;
                pending.Pop();
            }
        }

        return [.. depends.Where(p => p.Value).Select(p => p.Key).OrderBy(n => n.Id)];
    }

}
