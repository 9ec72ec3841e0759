using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Execution;

/// <summary>How an operand of an elementwise instruction runs beside the result.</summary>
internal enum Walk
{
    /// <summary>Element by element, event by event.</summary>
    Full,

    /// <summary>One number for all.</summary>
    Splat,

    /// <summary>A uniform tensor beside an event result: one number for each element, the same for all events.</summary>
    PerElement,

    /// <summary>An event scalar beside an event tensor: one number for each event, the same for all elements.</summary>
    PerEvent,
}

/// <summary>An elementwise instruction: what an interpreter executes kernel by kernel and an emitter fuses into segments.</summary>
internal abstract class ElementwiseInstruction : Instruction
{
    /// <summary>The operation: its kernel type is what an emitter inlines.</summary>
    public required ElementwiseOperation Operation { get; init; }

    /// <summary>The kernel: a struct with a static generic <c>Apply</c>.</summary>
    public abstract Type Kernel { get; }

    /// <summary>The element type of operands and result.</summary>
    public required ElementType Element { get; init; }

    /// <summary>How each operand runs.</summary>
    public required Walk[] Walks
    {
        get;
        init
        {
            field = value;
            Flat = Array.TrueForAll(value, w => w is Walk.Full or Walk.Splat);
        }
    }

    /// <summary>Number of elements of the result, for an event value those of one event.</summary>
    public required int Length { get; init; }

    /// <summary>Whether the result is an event value.</summary>
    public required bool IsEvent { get; init; }

    /// <summary>Whether every operand runs as one array or one number.</summary>
    public bool Flat { get; private init; }

    public override bool MayOverwriteInput => true;

    public override string Name => Operation.Name;
}
