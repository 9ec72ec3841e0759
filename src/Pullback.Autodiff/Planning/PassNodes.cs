using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>One pass over an axis: the reductions and event outputs it must make and the event values it computes for them.</summary>
internal sealed class PassNodes(EventAxis axis, int stage, Node[] roots)
{
    public EventAxis Axis { get; } = axis;

    public int Stage { get; } = stage;

    /// <summary>Reductions that end in this pass, and event outputs.</summary>
    public Node[] Roots { get; } = roots;

    /// <summary>
    /// Cost of one event in units of a multiplication when the pass computes everything itself. Chunks are cut by it, so it must not depend on
    /// what other passes keep.
    /// </summary>
    public double Cost { get; } = FullCost(roots);

    /// <summary>Event values computed in this pass, in topological order, event inputs and kept values not included.</summary>
    public Node[] Computed { get; set; } = [];

    /// <summary>Event inputs read in this pass.</summary>
    public Node[] Inputs { get; set; } = [];

    /// <summary>Values that an earlier pass kept.</summary>
    public Node[] Loads { get; set; } = [];

    /// <summary>Values this pass keeps for later ones.</summary>
    public List<Node> Stores { get; } = [];

    private static double FullCost(Node[] roots)
    {
        double cost = 0;
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(roots);
        while (pending.TryPop(out Node? node))
        {
            if (seen.Add(node))
            {
                cost += node.Operation.Cost(node);
                foreach (Node input in node.Inputs)
                {
                    if (input.IsEvent)
                    {
                        pending.Push(input);
                    }
                }
            }
        }

        return cost;
    }

    /// <summary>The passes a schedule needs, in order: as few as the sequence of sums allows.</summary>
    public static PassNodes[] Find(Schedule schedule)
    {
        var roots = new SortedDictionary<int, Dictionary<EventAxis, List<Node>>>();
        void Add(int stage, EventAxis axis, Node root)
        {
            if (!roots.TryGetValue(stage, out Dictionary<EventAxis, List<Node>>? axes))
            {
                roots.Add(stage, axes = []);
            }

            if (!axes.TryGetValue(axis, out List<Node>? list))
            {
                axes.Add(axis, list = []);
            }

            list.Add(root);
        }

        foreach (Node node in schedule.Nodes)
        {
            if (node.Operation is ReductionOperation)
            {
                Add(node.Stage - 1, node.Inputs[0].Axis!, node);
            }
        }

        foreach (Node output in schedule.Outputs.Distinct())
        {
            if (output.Axis is { } axis)
            {
                Add(output.Stage, axis, output);
            }
        }

        return [.. roots.SelectMany(s => s.Value.Select(a => new PassNodes(a.Key, s.Key, [.. a.Value])))];
    }
}
