using Pullback.Autodiff.Planning;

namespace Pullback.Autodiff.Execution.Emitted;

/// <summary>
/// Where the instructions of a run read and write the tile. A fused run writes its first numbers before it has read its last, so what one instruction
/// writes must not lie across what another reads; memory shared from the same start on is read before it is written, number by number.
/// </summary>
internal sealed class TileUse(Plan plan)
{
    private readonly List<(long Start, long End)> _reads = [];
    private readonly List<(long Start, long End)> _writes = [];

    /// <summary>Adds an instruction, unless it collides with one before it.</summary>
    public bool TryAdd(Instruction instruction)
    {
        (long, long)[] reads = [.. instruction.Inputs.Where(s => plan.Slots[s].IsEvent).Select(Place)];
        (long, long) write = Place(instruction.Output);
        if (reads.Append(write).Any(place => _writes.Exists(w => Collide(w, place))) || _reads.Concat(reads).Any(r => Collide(r, write)))
        {
            return false;
        }

        _reads.AddRange(reads);
        _writes.Add(write);
        return true;
    }

    private static bool Collide((long Start, long End) a, (long Start, long End) b) => a.Start != b.Start && a.Start < b.End && b.Start < a.End;

    /// <summary>The bytes of a slot, for each event of the tile's capacity.</summary>
    private (long Start, long End) Place(int index)
    {
        Slot slot = plan.Slots[index];
        long start = 0;
        long size = (long)slot.Length * slot.ElementSize;
        for (; slot.Base >= 0; slot = plan.Slots[slot.Base])
        {
            start += (long)slot.BaseRow * slot.ElementSize;
        }

        start += slot.Offset;
        return (start, start + size);
    }
}
