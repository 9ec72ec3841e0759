using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>Orders the instructions of one pass and places its event values in the memory of a tile by liveness.</summary>
internal sealed class PassLayout
{
    private readonly PassNodes _pass;
    private readonly Retention _retention;
    private readonly List<Slot> _all;
    private readonly Dictionary<Node, int> _slots = [];
    private readonly List<Instruction> _instructions = [];
    private readonly Arena _arena = new();
    private readonly HashSet<int> _pinned = [];
    private readonly HashSet<Node> _loads;

    public PassLayout(PassNodes pass, Retention retention, List<Slot> all, Dictionary<Node, int> uniform, Lowering shared)
    {
        _pass = pass;
        _retention = retention;
        _all = all;
        _loads = [.. pass.Loads];
        HashSet<Node> computed = [.. pass.Computed];
        Node[] order = [.. pass.Inputs.Concat(pass.Loads).Concat(pass.Computed).OrderBy(n => n.Id)];
        foreach (Node node in order)
        {
            if (_loads.Contains(node))
            {
                var slot = new Slot(all.Count, node);
                all.Add(slot);
                _slots.Add(node, slot.Index);
            }
            else
            {
                SlotTable.Add(node, all, _slots);
            }
        }

        var lowering = shared.For(n => n.IsEvent ? _slots[n] : uniform[n]);
        IEnumerable<Node> reductions = pass.Roots.Where(r => !r.IsEvent);
        ILookup<int, Node> endings = reductions.ToLookup(r => r.Inputs.Where(i => i.IsEvent).Max(i => i.Id));
        foreach (Node node in order)
        {
            if (computed.Contains(node) && _all[_slots[node]].Base < 0)
            {
                _instructions.Add(node.Operation.Lower(node, lowering));
            }

            // A sum follows its operand at once, while the operand is in the nearest cache.
            foreach (Node reduction in endings[node.Id])
            {
                _instructions.Add(reduction.Operation.Lower(reduction, lowering));
            }
        }

        Place();
    }

    /// <summary>Bytes of tile memory for each event of the tile's capacity.</summary>
    public long BytesPerRow => _arena.Size;

    /// <summary>Bytes of running sums.</summary>
    public int AccumulatorBytes { get; private set; }

    public PassStep Build(Node[] outputs)
    {
        Reduction[] reductions = [.. _instructions.OfType<Reduction>()];
        int partialBytes = 0;
        foreach (Reduction reduction in reductions)
        {
            reduction.AccumulatorOffset = AccumulatorBytes;
            reduction.PartialOffset = partialBytes;
            AccumulatorBytes += (reduction.AccumulatorBytes + 63) & ~63;
            partialBytes = checked(partialBytes + reduction.PartialBytes);
        }

        DeferredReduction[] deferred = [.. _instructions.OfType<DeferredReduction>()];
        int keptBytes = 0;
        foreach (DeferredReduction reduction in deferred)
        {
            reduction.KeptOffset = keptBytes;
            keptBytes = checked(keptBytes + reduction.KeptBytesPerEvent);
        }

        return new PassStep
        {
            Axis = _pass.Axis,
            Stage = _pass.Stage,
            Planned = [.. _instructions],
            Reductions = reductions,
            Deferred = deferred,
            InputSlots = [.. _pass.Inputs.Select(n => _slots[n])],
            Loads = [.. _pass.Loads.Select(n => (_slots[n], _retention.Retained.IndexOf(n)))],
            Stores = [.. _pass.Stores.Select(n => (_slots[n], _retention.Retained.IndexOf(n)))],
            Outputs = [.. outputs.Select((n, i) => (n, i)).Where(o => _pass.Roots.Contains(o.n) && o.n.IsEvent).Select(o => (_slots[o.n], o.i))],
            CostPerEvent = _pass.Cost,
            PartialBytes = partialBytes,
            KeptBytesPerEvent = keptBytes,
        };
    }

    private void Place()
    {
        foreach (Node node in _pass.Roots.Where(r => r.IsEvent).Concat(_pass.Stores))
        {
            _pinned.Add(Root(_slots[node]).Index);
        }

        var lastUse = new Dictionary<int, int>();
        for (int i = 0; i < _instructions.Count; i++)
        {
            foreach (int input in _instructions[i].Inputs)
            {
                lastUse[Root(input).Index] = i;
            }
        }

        foreach (Node node in _pass.Inputs)
        {
            Slot slot = _all[_slots[node]];
            slot.Offset = _arena.Allocate(Room(slot));
        }

        for (int i = 0; i < _instructions.Count; i++)
        {
            Instruction instruction = _instructions[i];
            Slot output = _all[instruction.Output];
            int[] dying =
            [
                .. instruction.Inputs.Select(s => Root(s).Index).Distinct()
                    .Where(s => _all[s].IsEvent && lastUse[s] == i && !_pinned.Contains(s) && !_loads.Contains(_all[s].Node)),
            ];
            int reused = -1;
            if (output.IsEvent)
            {
                if (instruction.MayOverwriteInput)
                {
                    reused = Array.FindIndex(dying, s => Size(_all[s]) == Size(output) && instruction.Inputs.Contains(s));
                }

                output.Offset = reused >= 0 ? _all[dying[reused]].Offset : _arena.Allocate(Room(output));
            }

            for (int d = 0; d < dying.Length; d++)
            {
                if (d != reused)
                {
                    _arena.Free(_all[dying[d]].Offset, Room(_all[dying[d]]));
                }
            }
        }
    }

    private static long Size(Slot slot) => (long)slot.Length * slot.ElementSize;

    /// <summary>
    /// Whole numbers of 8 bytes, so that a row that reuses memory lies exactly on rows of its own type: fused code then writes an event's value only
    /// where the same event has been read.
    /// </summary>
    private static long Room(Slot slot) => (Size(slot) + 7) & ~7L;

    private Slot Root(int slot) => SlotTable.Root(_all, slot);
}
