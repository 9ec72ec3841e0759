using System.Numerics;

namespace Pullback.Autodiff.Execution;

/// <summary>Applies a function of one number to each element, computed in double precision: for rare functions without a vector kernel.</summary>
internal sealed unsafe class MapInstruction<T>(string name, Func<double, double> function) : Instruction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required int Length { get; init; }

    public required bool IsEvent { get; init; }

    public override string Name => name;

    public override void Execute(Frame frame)
    {
        var input = (T*)frame.Address(Inputs[0]);
        var output = (T*)frame.Address(Output);
        nint columns = IsEvent ? frame.Rows : 1;
        nint pitch = IsEvent ? frame.Pitch : 1;
        for (nint element = 0; element < Length; element++)
        {
            for (nint i = 0; i < columns; i++)
            {
                output[(element * pitch) + i] = T.CreateTruncating(function(double.CreateTruncating(input[(element * pitch) + i])));
            }
        }
    }
}
