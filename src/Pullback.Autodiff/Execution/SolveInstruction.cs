namespace Pullback.Autodiff.Execution;

/// <summary>Solves a small dense system of equations.</summary>
internal sealed unsafe class SolveInstruction(int order, int columns, bool transposed) : Instruction
{
    public required int State { get; init; }

    public override string Name => "solve";

    public override void Execute(Frame frame)
    {
        var factors = (LuFactors)(frame.States[State] ??= new LuFactors(order));
        int singular = factors.Factor(new ReadOnlySpan<double>(frame.Address(Inputs[0]), order * order), transposed);
        var output = new Span<double>(frame.Address(Output), order * columns);
        new ReadOnlySpan<double>(frame.Address(Inputs[1]), order * columns).CopyTo(output);
        if (singular >= 0)
        {
            throw new ArithmeticException(
                $"solve: the matrix of order {order} is singular (no pivot in column {singular}). Its rows must be independent: fix or drop the parameter that nothing depends on.");
        }

        factors.Solve(output, columns);
    }
}
