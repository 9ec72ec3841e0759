using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff.Execution;

/// <summary>Copies runs of elements; what no run covers is zero.</summary>
internal sealed unsafe class GatherInstruction<T>(string name) : Instruction
    where T : unmanaged
{
    public required GatherRun[] Runs { get; init; }

    public required int Length { get; init; }

    public required bool IsEvent { get; init; }

    public override string Name => name;

    public override void Execute(Frame frame)
    {
        nint pitch = IsEvent ? frame.Pitch : 1;
        var output = (T*)frame.Address(Output);
        int position = 0;
        foreach (GatherRun run in Runs)
        {
            Clear(output, position, run.Destination, pitch);
            T* source = (T*)frame.Address(Inputs[run.Input]) + (run.Source * pitch);
            T* destination = output + (run.Destination * pitch);
            nint count = run.Count * pitch;
            if (count == 1)
            {
                *destination = *source;
            }
            else
            {
                Buffer.MemoryCopy(source, destination, count * sizeof(T), count * sizeof(T));
            }

            position = run.Destination + run.Count;
        }

        Clear(output, position, Length, pitch);
    }

    private static void Clear(T* output, int from, int to, nint pitch)
    {
        if (to > from)
        {
            new Span<T>(output + (from * pitch), (int)((to - from) * pitch)).Clear();
        }
    }
}
