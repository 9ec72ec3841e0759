using System.Numerics;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>A right operand in the order in which the kernels read it: pack once, multiply many times.</summary>
/// <typeparam name="T">double or float.</typeparam>
/// <remarks>The memory is allocated once, outside the moving part of the heap; packing again reuses it. Any number of threads may multiply with it at a time.</remarks>
public sealed class PackedMatrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _packed;

    /// <summary>Allocates room for a matrix. Its numbers are undefined until <see cref="Pack"/>.</summary>
    /// <param name="inner">Rows of B: the index summed over.</param>
    /// <param name="columns">Columns of B.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public PackedMatrix(int inner, int columns)
        : this(inner, columns, Kernels<T>.Best)
    {
    }

    internal PackedMatrix(int inner, int columns, Kernels<T> kernels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Inner = inner;
        Columns = columns;
        Kernels = kernels;
        _packed = GC.AllocateArray<T>(kernels.PackedLength(inner, columns), pinned: true);
    }

    /// <summary>Rows of B.</summary>
    public int Inner { get; }

    /// <summary>Columns of B.</summary>
    public int Columns { get; }

    internal Kernels<T> Kernels { get; }

    internal ReadOnlySpan<T> Packed => _packed;

    /// <summary>Takes over the numbers of a matrix.</summary>
    /// <param name="matrix">B, row-major.</param>
    /// <param name="transposed">Whether it is stored as [columns, inner].</param>
    /// <param name="stride">Distance between the starts of neighbouring stored rows; 0 stands for no gap.</param>
    /// <exception cref="ArgumentException">The stride or the span is too short.</exception>
    public void Pack(ReadOnlySpan<T> matrix, bool transposed = false, int stride = 0)
    {
        (int Rows, int Columns) stored = transposed ? (Columns, Inner) : (Inner, Columns);
        int distance = stride == 0 ? stored.Columns : stride;
        MatrixProductShape.CheckOperand("right", stored, distance, matrix.Length);
        Kernels.Pack(matrix, distance, transposed, Inner, Columns, _packed);
    }
}
