using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Autodiff.Execution;

/// <summary>Converts between element types.</summary>
internal sealed unsafe class CastInstruction<TFrom, TTo> : Instruction
    where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
{
    public required int Length { get; init; }

    public required bool IsEvent { get; init; }

    public override string Name => "cast";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(Frame frame)
    {
        var input = (TFrom*)frame.Address(Inputs[0]);
        var output = (TTo*)frame.Address(Output);
        nint count = (nint)Length * (IsEvent ? frame.Pitch : 1);
        for (nint i = 0; i < count; i++)
        {
            output[i] = TTo.CreateTruncating(input[i]);
        }
    }
}
