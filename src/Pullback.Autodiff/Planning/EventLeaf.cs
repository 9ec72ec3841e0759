using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>An event input that a program reads, itself or inside an inner minimisation.</summary>
internal sealed record EventLeaf(EventInputOperation Operation, EventAxis Axis, int Length)
{
    public string Name => Operation.InputName;

    /// <summary>All event inputs a schedule reads.</summary>
    public static EventLeaf[] Find(Schedule schedule)
    {
        var leaves = new HashSet<EventLeaf>();
        foreach (Node node in schedule.Nodes)
        {
            if (node.Operation is EventInputOperation input)
            {
                leaves.Add(new EventLeaf(input, node.Axis!, node.Shape.Length));
            }
            else if (node.Operation is ArgMinOperation inner)
            {
                leaves.UnionWith(Find(Schedule.Of([inner.Objective.Node])));
            }
        }

        return [.. leaves];
    }
}
