namespace Pullback.Autodiff.Execution;

/// <summary>Calls an external function on copies of its inputs.</summary>
internal sealed unsafe class ExternalInstruction(ExternalFunction function) : Instruction
{
    public required int[] InputLengths { get; init; }

    public required int[] OutputLengths { get; init; }

    /// <summary>Where the frame keeps the arrays of the call.</summary>
    public required int State { get; init; }

    public override string Name => function.Name;

    public override void Execute(Frame frame)
    {
        var arrays = (Arrays)(frame.States[State] ??= new Arrays(InputLengths, OutputLengths));
        for (int i = 0; i < InputLengths.Length; i++)
        {
            new ReadOnlySpan<double>(frame.Address(Inputs[i]), InputLengths[i]).CopyTo(arrays.Inputs[i]);
        }

        function.Evaluate(arrays.InputMemory, arrays.OutputMemory);
        var output = (double*)frame.Address(Output);
        for (int i = 0; i < OutputLengths.Length; i++)
        {
            arrays.Outputs[i].CopyTo(new Span<double>(output, OutputLengths[i]));
            output += OutputLengths[i];
        }
    }

    private sealed class Arrays(int[] inputs, int[] outputs)
    {
        public double[][] Inputs { get; } = Array.ConvertAll(inputs, n => new double[n]);

        public double[][] Outputs { get; } = Array.ConvertAll(outputs, n => new double[n]);

        public ReadOnlyMemory<double>[] InputMemory => field ??= Array.ConvertAll(Inputs, a => new ReadOnlyMemory<double>(a));

        public Memory<double>[] OutputMemory => field ??= Array.ConvertAll(Outputs, a => a.AsMemory());
    }
}
