using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Adds slots, and finds out which are views of others.</summary>
internal static class SlotTable
{
    public static Slot Add(Node node, List<Slot> all, Dictionary<Node, int> slots)
    {
        var slot = new Slot(all.Count, node);
        if (node.Operation is ViewOperation view && view.Offset(node) is { } row && slots.TryGetValue(node.Inputs[0], out int source)
            && node.Inputs[0].IsEvent == node.IsEvent)
        {
            slot.Base = source;
            slot.BaseRow = row;
            all[source].Views.Add(slot.Index);
        }

        all.Add(slot);
        slots.Add(node, slot.Index);
        return slot;
    }

    /// <summary>The slot that owns the memory of a slot.</summary>
    public static Slot Root(List<Slot> all, int slot)
    {
        Slot root = all[slot];
        while (root.Base >= 0)
        {
            root = all[root.Base];
        }

        return root;
    }
}
