using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Execution;

/// <summary>Applies a kernel of three operands to a tile, or to a uniform value.</summary>
internal sealed unsafe class TernaryInstruction<TKernel, TVector, T> : ElementwiseInstruction
    where TKernel : struct, ITernaryKernel
    where TVector : unmanaged, ISimd<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override Type Kernel => typeof(TKernel);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Execute(Frame frame)
    {
        // Slots are padded to whole vectors, so the last vector of a row may run over its end.
        T* block0 = stackalloc T[TVector.Count];
        T* block1 = stackalloc T[TVector.Count];
        T* block2 = stackalloc T[TVector.Count];
        var x = new Operand<TVector, T>(frame.Address(Inputs[0]), Walks[0], block0);
        var y = new Operand<TVector, T>(frame.Address(Inputs[1]), Walks[1], block1);
        var z = new Operand<TVector, T>(frame.Address(Inputs[2]), Walks[2], block2);
        bool flat = Flat;
        nint pitch = IsEvent ? frame.Pitch : 1;
        nint rows = flat ? 1 : Length;
        nint columns = flat ? Length * pitch : pitch;
        T* output = (T*)frame.Address(Output);
        nint xStep = x.Step;
        nint yStep = y.Step;
        nint zStep = z.Step;
        for (nint row = 0; row < rows; row++)
        {
            T* xRow = x.Row(row, columns);
            T* yRow = y.Row(row, columns);
            T* zRow = z.Row(row, columns);
            T* end = output + columns;
            for (T* o = output; o < end; o += TVector.Count)
            {
                TVector.Store(TKernel.Apply<TVector, T>(TVector.Load(xRow), TVector.Load(yRow), TVector.Load(zRow)), o);
                xRow += xStep;
                yRow += yStep;
                zRow += zStep;
            }

            output = end;
        }
    }
}
