using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>
/// A run of consecutive instructions of a pass that can be fused: per-event scalars of one element type and sums of them, or per-event tensors of one
/// length, whose elements follow each other as rows of the tile.
/// </summary>
/// <remarks>
/// The run is cut into segments, because one large method falls off the just-in-time compiler's limits. Values that only its own segments read
/// never reach the tile: within a segment they are registers, between segments rows of a small scratch memory, reused by liveness.
/// </remarks>
internal sealed class SegmentGroup
{
    /// <summary>Most operations of a segment.</summary>
    private const int MostOperations = 100;

    /// <summary>Most work of a segment in units of a multiplication: long functions bring their own code.</summary>
    private const double MostWork = 260;

    /// <summary>An operation above this cost is called as a kernel of its own; inlining it would leave the compiler no room for the others.</summary>
    private const double HeavyOperation = 18;

    private readonly Dictionary<int, int> _scratch = [];

    private SegmentGroup(Instruction[] instructions, HashSet<int> neededLater)
    {
        Instructions = instructions;
        NeededLater = neededLater;
        Segments = Cut(instructions);
        Element = instructions.OfType<ElementwiseInstruction>().First().Element;
        Length = instructions.OfType<ElementwiseInstruction>().First().Length;
        PlaceScratch();
    }

    /// <summary>The instructions it replaces, in order.</summary>
    public Instruction[] Instructions { get; }

    /// <summary>The segments, as ranges of the instructions.</summary>
    public Range[] Segments { get; }

    /// <summary>Element type of all values.</summary>
    public ElementType Element { get; }

    /// <summary>Number of elements of the values of one event.</summary>
    public int Length { get; }

    /// <summary>Whether an operand is one number for each element, so that elements have to be done one after the other.</summary>
    public bool ByElement => Array.Exists(Instructions, i => i is ElementwiseInstruction { Flat: false });

    /// <summary>Number of scratch rows.</summary>
    public int ScratchRows { get; private set; }

    /// <summary>Slots that something outside of the group reads.</summary>
    public HashSet<int> NeededLater { get; }

    /// <summary>The scratch row of a value that several segments share, or -1.</summary>
    public int ScratchRow(int slot) => _scratch.GetValueOrDefault(slot, -1);

    /// <summary>Finds the runs of a pass that are worth fusing, with their places among the planned instructions.</summary>
    public static IEnumerable<(Range Where, SegmentGroup Group)> Find(Plan plan, PassStep pass)
    {
        Instruction[] planned = pass.Planned;
        int start = 0;
        while (start < planned.Length)
        {
            int end = start;
            (ElementType Element, int Length)? kind = null;
            var tile = new TileUse(plan);
            while (end < planned.Length && CanFuse(plan, planned[end], ref kind) && (kind!.Value.Length == 1 || tile.TryAdd(planned[end])))
            {
                end++;
            }

            if (planned[start..end].OfType<ElementwiseInstruction>().Skip(1).Any())
            {
                yield return (start..end, new SegmentGroup(planned[start..end], ReadOutside(plan, pass, start, end)));
            }

            start = Math.Max(end, start + 1);
        }
    }

    private static bool CanFuse(Plan plan, Instruction instruction, ref (ElementType Element, int Length)? kind)
    {
        (ElementType Element, int Length) found;
        if (instruction is ElementwiseInstruction { IsEvent: true } elementwise && elementwise.Operation.CostPerElement <= HeavyOperation
            && (elementwise.Flat || (elementwise.Length > 1 && Array.TrueForAll(elementwise.Walks, w => w != Walk.PerEvent))))
        {
            found = (elementwise.Element, elementwise.Length);
        }
        else if (instruction is ISumOfEvents { Length: 1 })
        {
            found = (plan.Slots[instruction.Output].Node.Element, 1);
        }
        else
        {
            return false;
        }

        kind ??= found;
        return kind == found;
    }

    /// <summary>The slots written in a run that are read elsewhere: by other instructions, through views, as outputs, or in later passes.</summary>
    private static HashSet<int> ReadOutside(Plan plan, PassStep pass, int start, int end)
    {
        var outside = new HashSet<int>();
        for (int i = 0; i < pass.Planned.Length; i++)
        {
            foreach (int input in pass.Planned[i].Inputs)
            {
                bool throughView = plan.Slots[input].Base >= 0;
                if (i < start || i >= end || throughView)
                {
                    outside.Add(Root(plan, input));
                }
            }
        }

        outside.UnionWith(pass.Stores.Select(s => Root(plan, s.Slot)));
        outside.UnionWith(pass.Outputs.Select(o => Root(plan, o.Slot)));
        return outside;
    }

    private static int Root(Plan plan, int slot)
    {
        while (plan.Slots[slot].Base >= 0)
        {
            slot = plan.Slots[slot].Base;
        }

        return slot;
    }

    /// <summary>As few segments as the limits allow, of about equal work.</summary>
    private static Range[] Cut(Instruction[] instructions)
    {
        double[] work = Array.ConvertAll(instructions, i => i is ElementwiseInstruction e ? Math.Max(1, e.Operation.CostPerElement) : 1);
        int count = (int)Math.Max(Math.Ceiling((double)instructions.Length / MostOperations), Math.Ceiling(work.Sum() / MostWork));
        double share = work.Sum() / count;
        var segments = new List<Range>();
        int start = 0;
        double done = 0;
        for (int i = 0; i < instructions.Length; i++)
        {
            done += work[i];
            if (done >= share * (segments.Count + 1) - 1e-9 || i - start + 1 == MostOperations || i == instructions.Length - 1)
            {
                segments.Add(start..(i + 1));
                start = i + 1;
            }
        }

        return [.. segments];
    }

    private void PlaceScratch()
    {
        var segmentOf = new Dictionary<int, int>();
        var lastUse = new Dictionary<int, int>();
        for (int s = 0; s < Segments.Length; s++)
        {
            foreach (Instruction instruction in Instructions[Segments[s]])
            {
                foreach (int input in instruction.Inputs)
                {
                    lastUse[input] = s;
                }

                segmentOf[instruction.Output] = s;
            }
        }

        var free = new Stack<int>();
        for (int s = 0; s < Segments.Length; s++)
        {
            foreach (Instruction instruction in Instructions[Segments[s]])
            {
                int slot = instruction.Output;
                if (instruction is ElementwiseInstruction && !NeededLater.Contains(slot) && lastUse.GetValueOrDefault(slot, s) > s)
                {
                    _scratch.Add(slot, free.TryPop(out int row) ? row : ScratchRows++);
                }
            }

            // A row is free for the segments after the one that reads it last.
            foreach ((int slot, int row) in _scratch)
            {
                if (lastUse[slot] == s)
                {
                    free.Push(row);
                }
            }
        }
    }
}
