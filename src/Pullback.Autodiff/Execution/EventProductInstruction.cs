using System.Numerics;

namespace Pullback.Autodiff.Execution;

/// <summary>Multiplies the rows of a tile's events by a uniform matrix: <c>Yᵀ = Wᵀ Xᵀ</c> in the layout where events vary fastest.</summary>
internal sealed unsafe class EventProductInstruction<T> : Instruction
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows of one event.</summary>
    public required int RowsPerEvent { get; init; }

    public required int InputWidth { get; init; }

    public required int OutputWidth { get; init; }

    /// <summary>Whether the matrix is stored as [output, input].</summary>
    public required bool TransposeMatrix { get; init; }

    public override string Name => "matMul";

    public override void Execute(Frame frame)
    {
        var rows = (T*)frame.Address(Inputs[0]);
        var matrix = (T*)frame.Address(Inputs[1]);
        var output = (T*)frame.Address(Output);
        nint pitch = frame.Pitch;
        for (nint row = 0; row < RowsPerEvent; row++)
        {
            DenseProduct.Multiply(
                frame,
                OutputWidth,
                frame.Pitch,
                InputWidth,
                new MatrixView<T>(matrix, TransposeMatrix ? InputWidth : OutputWidth, !TransposeMatrix),
                new MatrixView<T>(rows + (row * InputWidth * pitch), pitch, false),
                output + (row * OutputWidth * pitch),
                pitch,
                accumulate: false);
        }
    }
}
