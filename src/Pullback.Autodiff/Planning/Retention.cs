using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Decides which event values later passes recompute and which they find where an earlier pass kept them.</summary>
internal sealed class Retention
{
    /// <summary>Recomputing must cost at least this many multiplications for each number kept; storing and reading it again costs about as much.</summary>
    private const double CostPerNumber = 32;

    private Retention(PassNodes[] passes) => Passes = passes;

    /// <summary>The passes with the values they compute, read, load and keep.</summary>
    public PassNodes[] Passes { get; }

    /// <summary>All values kept between passes.</summary>
    public List<Node> Retained { get; } = [];

    /// <summary>Every pass recomputes all it needs.</summary>
    public static Retention None(PassNodes[] passes) => Fill(passes, keep: false);

    /// <summary>Later passes start from expensive values that earlier ones computed.</summary>
    public static Retention Choose(PassNodes[] passes) => Fill(passes, keep: true);

    private static Retention Fill(PassNodes[] passes, bool keep)
    {
        var retention = new Retention(passes);
        var firstPass = new Dictionary<Node, PassNodes>();
        var retained = new HashSet<Node>();
        foreach (PassNodes pass in passes)
        {
            var computed = new HashSet<Node>();
            var inputs = new HashSet<Node>();
            var loads = new HashSet<Node>();
            var pending = new Stack<Node>();
            foreach (Node root in pass.Roots)
            {
                if (root.IsEvent)
                {
                    pending.Push(root);
                }
                else
                {
                    PushEvents(pending, root);
                }
            }

            while (pending.TryPop(out Node? node))
            {
                if (node.Operation is LeafOperation)
                {
                    inputs.Add(node);
                }
                else if (loads.Contains(node) || computed.Contains(node))
                {
                }
                else if (keep && firstPass.ContainsKey(node) && (retained.Contains(node) || IsExpensive(node, retained)))
                {
                    loads.Add(node);
                    if (retained.Add(node))
                    {
                        retention.Retained.Add(node);
                        firstPass[node].Stores.Add(node);
                    }
                }
                else
                {
                    computed.Add(node);
                    PushEvents(pending, node);
                }
            }

            foreach (Node node in computed)
            {
                firstPass.TryAdd(node, pass);
            }

            pass.Computed = [.. computed.OrderBy(n => n.Id)];
            pass.Inputs = [.. inputs.OrderBy(n => n.Id)];
            pass.Loads = [.. loads.OrderBy(n => n.Id)];
        }

        return retention;
    }

    private static void PushEvents(Stack<Node> pending, Node node)
    {
        foreach (Node input in node.Inputs)
        {
            if (input.IsEvent)
            {
                pending.Push(input);
            }
        }
    }

    /// <summary>Whether recomputing the value from inputs and kept values costs more than keeping it.</summary>
    private static bool IsExpensive(Node node, HashSet<Node> retained)
    {
        if (node.Operation is ViewOperation)
        {
            return false;
        }

        double limit = CostPerNumber * node.Shape.Length;
        double cost = 0;
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([node]);
        while (cost <= limit && pending.TryPop(out Node? next))
        {
            if (seen.Add(next) && !retained.Contains(next))
            {
                cost += next.Operation.Cost(next);
                PushEvents(pending, next);
            }
        }

        return cost > limit;
    }
}
