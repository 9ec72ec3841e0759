using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Places uniform values in one memory: inputs, sums and outputs for good, the rest as long as something reads them.</summary>
internal static class UniformLayout
{
    /// <summary>Gives each uniform slot its offset; returns the bytes needed.</summary>
    public static long Place(IReadOnlyList<PlanStep> steps, List<Slot> all, HashSet<Node> outputs)
    {
        var order = new List<Instruction>();
        foreach (PlanStep step in steps)
        {
            order.AddRange(step is UniformStep uniform ? uniform.Instructions : ((PassStep)step).Planned);
        }

        var lastUse = new Dictionary<int, int>();
        int position = 0;
        foreach (PlanStep step in steps)
        {
            // Every instruction of a pass runs for every tile: what a pass reads lives to its end.
            int count = step is UniformStep uniform ? uniform.Instructions.Length : ((PassStep)step).Planned.Length;
            int end = position + count - 1;
            for (int i = 0; i < count; i++, position++)
            {
                foreach (int input in order[position].Inputs)
                {
                    lastUse[SlotTable.Root(all, input).Index] = step is UniformStep ? position : end;
                }
            }
        }

        var pinned = new HashSet<int>();
        var arena = new Arena();
        foreach (Slot slot in all)
        {
            if (!slot.IsEvent && (outputs.Contains(slot.Node) || slot.Node.Operation is LeafOperation or ReductionOperation))
            {
                pinned.Add(SlotTable.Root(all, slot.Index).Index);
            }
        }

        foreach (int slot in pinned)
        {
            all[slot].Offset = arena.Allocate(Size(all[slot]));
        }

        ILookup<int, int> dying = lastUse.Where(p => !all[p.Key].IsEvent && !pinned.Contains(p.Key)).ToLookup(p => p.Value, p => p.Key);
        for (int i = 0; i < order.Count; i++)
        {
            Slot output = all[order[i].Output];
            if (!output.IsEvent && !pinned.Contains(output.Index))
            {
                output.Offset = arena.Allocate(Size(output));
            }

            foreach (int slot in dying[i])
            {
                arena.Free(all[slot].Offset, Size(all[slot]));
            }
        }

        return arena.Size + 64;
    }

    /// <summary>Room for the elements and for a last vector that runs over their end.</summary>
    private static long Size(Slot slot) => ((((long)slot.Length * slot.ElementSize) + 63) & ~63L) + 64;
}
