using System.Numerics;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>The products of one number type on one vector width. Arguments are already checked.</summary>
/// <typeparam name="T">double or float.</typeparam>
internal abstract class Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The kernels of the widest vectors of this machine.</summary>
    public static Kernels<T> Best { get; } = For(InstructionWidths.Widest);

    /// <summary>The kernels of a width.</summary>
    public static Kernels<T> For(InstructionWidth width)
    {
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float))
            throw new NotSupportedException($"Matrix products exist for double and float, not for {typeof(T).Name}.");
        return width switch
        {
            InstructionWidth.Bits512 => new Kernels<Operations512<T>, System.Runtime.Intrinsics.Vector512<T>, T>(),
            InstructionWidth.Bits256 => new Kernels<Operations256<T>, System.Runtime.Intrinsics.Vector256<T>, T>(),
            _ => new Kernels<Operations128<T>, System.Runtime.Intrinsics.Vector128<T>, T>(),
        };
    }

    /// <summary>Numbers of workspace, room for alignment included.</summary>
    public abstract int WorkspaceLength(in MatrixProductShape shape, bool rightPacked);

    /// <summary>Numbers that the packed form of B takes.</summary>
    public abstract int PackedLength(int inner, int columns);

    /// <summary>Packs B.</summary>
    /// <param name="right">B as stored.</param>
    /// <param name="stride">Distance of its stored rows.</param>
    /// <param name="transposed">Whether it is stored as [columns, inner].</param>
    /// <param name="inner">Rows of B.</param>
    /// <param name="columns">Columns of B.</param>
    /// <param name="packed">Receives the packed form.</param>
    public abstract void Pack(ReadOnlySpan<T> right, int stride, bool transposed, int inner, int columns, Span<T> packed);

    /// <summary>A product of two matrices as they are stored.</summary>
    public abstract void Multiply(
        in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, Span<T> workspace, bool accumulate);

    /// <summary>A product with packed B.</summary>
    public abstract void MultiplyPacked(
        in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> packed, Span<T> result, Span<T> workspace, bool accumulate);
}
