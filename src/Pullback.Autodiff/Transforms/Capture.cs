using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Transforms;

/// <summary>
/// Cuts an inner objective out of its graph: uniform values that do not depend on the variables are computed outside and become parameters;
/// event values are computed inside, again for each point.
/// </summary>
internal sealed class Capture
{
    private Capture(Expr objective, Expr[] variables, Expr[] captured)
    {
        Objective = objective;
        Variables = variables;
        Captured = captured;
    }

    /// <summary>The objective in a graph of its own.</summary>
    public Expr Objective { get; }

    /// <summary>The variables in that graph.</summary>
    public Expr[] Variables { get; }

    /// <summary>The parameters that stand for captured values, in the order of <see cref="Find"/>.</summary>
    public Expr[] Captured { get; }

    /// <summary>The uniform values an objective takes from outside.</summary>
    public static Node[] Find(Expr objective, ReadOnlySpan<Expr> variables)
    {
        var depends = new HashSet<Node>(Traversal.Between([objective], variables));
        var captured = new HashSet<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([objective.Node]);
        while (pending.TryPop(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (!node.IsEvent && !depends.Contains(node))
            {
                if (node.Operation is not (ConstantOperation or EventCountOperation))
                {
                    captured.Add(node);
                }

                continue;
            }

            foreach (Node input in node.Inputs)
            {
                pending.Push(input);
            }
        }

        foreach (Expr variable in variables)
        {
            captured.Remove(variable.Node);
        }

        return [.. captured.OrderBy(n => n.Id)];
    }

    /// <summary>Copies an objective into a graph of its own.</summary>
    public static Capture Of(Expr objective, ReadOnlySpan<Expr> variables, ReadOnlySpan<Node> captured)
    {
        var graph = new Graph();
        var map = new Dictionary<Node, Node>();
        var inner = new Expr[variables.Length];
        var parameters = new Expr[captured.Length];
        for (int i = 0; i < variables.Length; i++)
        {
            inner[i] = graph.Parameter(variables[i].Node.Operation.Name, variables[i].Shape);
            map[variables[i].Node] = inner[i].Node;
        }

        for (int i = 0; i < captured.Length; i++)
        {
            parameters[i] = graph.Parameter($"captured {captured[i].Operation.Name}", captured[i].Shape, captured[i].Element);
            map[captured[i]] = parameters[i].Node;
        }

        foreach (Node node in Below(objective.Node, map))
        {
            map[node] = graph.Intern(node.Operation, Array.ConvertAll(node.Inputs, n => map[n]), node.Type);
        }

        return new Capture(new Expr(map[objective.Node]), inner, parameters);
    }

    private static Node[] Below(Node top, Dictionary<Node, Node> stop)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([top]);
        while (pending.TryPop(out Node? node))
        {
            if (!stop.ContainsKey(node) && seen.Add(node))
            {
                foreach (Node input in node.Inputs)
                {
                    pending.Push(input);
                }
            }
        }

        return [.. seen.OrderBy(n => n.Id)];
    }
}
