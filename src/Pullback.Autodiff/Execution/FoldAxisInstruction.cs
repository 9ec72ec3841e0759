using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>Folds one dimension with a kernel of two operands, in order of the dimension.</summary>
internal sealed unsafe class FoldAxisInstruction<TKernel, TVector, T>(string name) : Instruction
    where TKernel : struct, IBinaryKernel
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Product of the dimensions before the folded one.</summary>
    public required int Outer { get; init; }

    /// <summary>Length of the folded dimension.</summary>
    public required int Folded { get; init; }

    /// <summary>Product of the dimensions after the folded one.</summary>
    public required int Inner { get; init; }

    public required bool IsEvent { get; init; }

    public override string Name => name;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(Frame frame)
    {
        nint columns = Inner * (IsEvent ? frame.Pitch : 1);
        var input = (T*)frame.Address(Inputs[0]);
        var output = (T*)frame.Address(Output);
        if (columns == 1)
        {
            Rows(input, output);
            return;
        }

        // A vector may run over the end of a row of the output: the next row is written later, and slots are padded.
        for (nint outer = 0; outer < Outer; outer++)
        {
            T* row = input + (outer * Folded * columns);
            for (nint column = 0; column < columns; column += TVector.Count)
            {
                TVector sum = TVector.Load(row + column);
                for (nint k = 1; k < Folded; k++)
                {
                    sum = TKernel.Apply<TVector, T>(sum, TVector.Load(row + (k * columns) + column));
                }

                TVector.Store(sum, output + (outer * columns) + column);
            }
        }
    }

    private void Rows(T* input, T* output)
    {
        for (nint outer = 0; outer < Outer; outer++)
        {
            var sum = new SimdScalar<T>(input[outer * Folded]);
            for (nint k = 1; k < Folded; k++)
            {
                sum = TKernel.Apply<SimdScalar<T>, T>(sum, new SimdScalar<T>(input[(outer * Folded) + k]));
            }

            output[outer] = sum.Value;
        }
    }
}
