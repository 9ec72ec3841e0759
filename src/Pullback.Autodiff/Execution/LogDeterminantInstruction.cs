namespace Pullback.Autodiff.Execution;

/// <summary>The logarithm of the absolute value of a determinant.</summary>
internal sealed unsafe class LogDeterminantInstruction(int order) : Instruction
{
    public required int State { get; init; }

    public override string Name => "logDeterminant";

    public override void Execute(Frame frame)
    {
        var factors = (LuFactors)(frame.States[State] ??= new LuFactors(order));
        int singular = factors.Factor(new ReadOnlySpan<double>(frame.Address(Inputs[0]), order * order), transposed: false);
        *(double*)frame.Address(Output) = singular >= 0 ? double.NegativeInfinity : factors.LogAbsDeterminant();
    }
}
