using System.Numerics;

namespace Pullback.Autodiff.Execution;

/// <summary>Multiplies two uniform matrices.</summary>
internal sealed unsafe class UniformProductInstruction<T> : Instruction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required int M { get; init; }

    public required int N { get; init; }

    public required int K { get; init; }

    public required bool TransposeA { get; init; }

    public required bool TransposeB { get; init; }

    public override string Name => "matMul";

    public override void Execute(Frame frame) => DenseProduct.Multiply(
        frame,
        M,
        N,
        K,
        new MatrixView<T>((T*)frame.Address(Inputs[0]), TransposeA ? M : K, TransposeA),
        new MatrixView<T>((T*)frame.Address(Inputs[1]), TransposeB ? K : N, TransposeB),
        (T*)frame.Address(Output),
        N,
        accumulate: false);
}
