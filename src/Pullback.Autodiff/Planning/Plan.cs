using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Execution.Emitted;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Planning;

/// <summary>A program ready to run: steps in order, slots, and the memory they need. Immutable, except that compiled segments may replace instructions.</summary>
internal sealed class Plan
{
    /// <summary>The number of events that tile capacities are a multiple of.</summary>
    public const int RowGranularity = SumEventsInstruction<Pullback.Numerics.Simd.SimdScalar<double>, double>.Lanes;

    /// <summary>The values in topological order.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>All slots; a position is a slot number.</summary>
    public required Slot[] Slots { get; init; }

    /// <summary>The steps in order.</summary>
    public required PlanStep[] Steps { get; init; }

    /// <summary>The slots of parameters, constants and event counts.</summary>
    public required int[] LeafSlots { get; init; }

    /// <summary>The slot of each uniform output; -1 for event outputs.</summary>
    public required int[] OutputSlots { get; init; }

    /// <summary>Bytes of uniform memory.</summary>
    public required long UniformBytes { get; init; }

    /// <summary>Bytes of tile memory for each event of a tile's capacity.</summary>
    public required long TileBytesPerRow { get; init; }

    /// <summary>Bytes of running sums for each thread.</summary>
    public required int AccumulatorBytes { get; init; }

    /// <summary>Number of per-thread objects of instructions.</summary>
    public required int StateCount { get; init; }

    /// <summary>Event values kept between passes.</summary>
    public required Node[] Retained { get; init; }

    /// <summary>The passes among the steps.</summary>
    public IEnumerable<PassStep> Passes => Steps.OfType<PassStep>();

    /// <summary>Cost of one event in the most expensive pass over an axis, in units of a multiplication.</summary>
    public double CostPerEvent(EventAxis axis) => Passes.Where(p => p.Axis == axis).Max(p => p.CostPerEvent);

    /// <summary>Bytes kept for each event of an axis between passes.</summary>
    public long RetainedBytesPerEvent(EventAxis axis) => Retained.Where(n => n.Axis == axis).Sum(n => (long)n.Shape.Length * Bytes(n.Element));

    public static int Bytes(ElementType element) => element == ElementType.Float64 ? 8 : 4;
}

/// <summary>A step of a plan.</summary>
internal abstract class PlanStep;

/// <summary>Instructions on uniform values, run once by one thread.</summary>
internal sealed class UniformStep(Instruction[] instructions) : PlanStep
{
    public Instruction[] Instructions { get; } = instructions;
}

/// <summary>One loop over the events of an axis.</summary>
internal sealed class PassStep : PlanStep
{
    private Instruction[] _instructions = [];

    public required EventAxis Axis { get; init; }

    /// <summary>How many passes over events must come before this one.</summary>
    public required int Stage { get; init; }

    /// <summary>
    /// The instructions of one tile, reductions included, in order. An emitter may replace runs of them by compiled segments while other
    /// threads execute; a chunk of events keeps the array it started with.
    /// </summary>
    public Instruction[] Instructions
    {
        get => Volatile.Read(ref _instructions);
        set => Volatile.Write(ref _instructions, value);
    }

    /// <summary>The instructions as planned.</summary>
    public required Instruction[] Planned
    {
        get;
        init
        {
            field = value;
            Instructions = value;
        }
    }

    /// <summary>The sums that have a partial result for each chunk.</summary>
    public required Reduction[] Reductions { get; init; }

    /// <summary>The sums that all threads do together after a stretch of events.</summary>
    public required DeferredReduction[] Deferred { get; init; }

    /// <summary>Has the pass compiled once it is hot; null where it never will be.</summary>
    public PassHeat? Heat { get; set; }

    /// <summary>The slots of event inputs read in this pass.</summary>
    public required int[] InputSlots { get; init; }

    /// <summary>Slots whose values an earlier pass kept, by position in <see cref="Plan.Retained"/>.</summary>
    public required (int Slot, int Retained)[] Loads { get; init; }

    /// <summary>Slots whose values this pass keeps.</summary>
    public required (int Slot, int Retained)[] Stores { get; init; }

    /// <summary>Slots of event outputs, by position among the program's outputs.</summary>
    public required (int Slot, int Output)[] Outputs { get; init; }

    /// <summary>Cost of one event in units of a multiplication.</summary>
    public required double CostPerEvent { get; init; }

    /// <summary>Bytes of the partial results of one chunk.</summary>
    public required int PartialBytes { get; init; }

    /// <summary>Bytes that the deferred sums keep of one event.</summary>
    public required int KeptBytesPerEvent { get; init; }
}
