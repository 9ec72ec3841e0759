namespace Pullback.Autodiff.Execution;

/// <summary>One step of a program: reads slots, writes a slot. Instances hold no state of a run and serve all threads.</summary>
internal abstract class Instruction
{
    /// <summary>The slots it reads.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>The slot it writes.</summary>
    public required int Output { get; init; }

    /// <summary>Whether its result may overwrite an operand of equal type that nobody reads later.</summary>
    public virtual bool MayOverwriteInput => false;

    /// <summary>Name for plans and messages.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Computes the output for the events of the frame's tile, or once for a uniform value.</summary>
    public abstract void Execute(Frame frame);
}
