namespace Pullback.Autodiff.Execution;

/// <summary>Repeats a uniform value for every event of the tile.</summary>
internal sealed unsafe class SplatInstruction<T> : Instruction
    where T : unmanaged
{
    public required int Length { get; init; }

    public override string Name => "broadcastEvents";

    public override void Execute(Frame frame)
    {
        var source = (T*)frame.Address(Inputs[0]);
        var output = (T*)frame.Address(Output);
        for (int i = 0; i < Length; i++)
        {
            new Span<T>(output + ((nint)i * frame.Pitch), frame.Pitch).Fill(source[i]);
        }
    }
}
