using System.Numerics;

namespace Pullback.Numerics.MatrixProducts;

/// <summary>Products of row-major matrices of doubles or floats on one thread, with memory that the caller supplies.</summary>
/// <remarks>
/// <para>Every number of the result is one chain of fused multiply-adds in the order of the inner index, starting from zero or, when accumulating, from
/// what the result held: the bits depend neither on the machine nor on how rows and columns are shared among calls and threads. Only a result of
/// one column whose left operand is not transposed is summed in lanes instead, again the same ones on every machine.</para>
/// <para>Accuracy: <c>|error| ≤ K ε |A||B|</c> for inner length K. Edges: an inner length of zero gives zeros; NaN and infinity spread as in the sums.
/// The result must not overlap an operand. Reference: [Goto2008].</para>
/// </remarks>
public static class MatrixProduct
{
    /// <summary>Numbers of workspace that a product needs.</summary>
    /// <typeparam name="T">double or float.</typeparam>
    /// <param name="shape">Sizes, transpositions and strides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static int WorkspaceLength<T>(in MatrixProductShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.CheckSizes();
        return Kernels<T>.Best.WorkspaceLength(shape, rightPacked: false);
    }

    /// <summary>Numbers of workspace that a product with a <see cref="PackedMatrix{T}"/> needs.</summary>
    /// <typeparam name="T">double or float.</typeparam>
    /// <param name="shape">Sizes, transpositions and strides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static int PackedWorkspaceLength<T>(in MatrixProductShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.CheckSizes();
        return Kernels<T>.Best.WorkspaceLength(shape, rightPacked: true);
    }

    /// <summary><c>C = op(A) op(B)</c>, or <c>C += op(A) op(B)</c>.</summary>
    /// <typeparam name="T">double or float.</typeparam>
    /// <param name="shape">Sizes, transpositions and strides.</param>
    /// <param name="left">A, row-major.</param>
    /// <param name="right">B, row-major.</param>
    /// <param name="result">C, row-major. Numbers between its rows are not touched.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength{T}"/> numbers; their values are lost.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <exception cref="ArgumentException">A stride or a span is too short: the message says which and by how much.</exception>
    public static void Multiply<T>(
        in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, Span<T> workspace, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Multiply(Kernels<T>.Best, shape, left, right, result, workspace, accumulate);

    /// <summary><c>C = op(A) B</c>, or <c>C += op(A) B</c>, with B packed beforehand. The same bits as without packing.</summary>
    /// <typeparam name="T">double or float.</typeparam>
    /// <param name="shape">Sizes, transposition and strides; what it says of B's storage is not used.</param>
    /// <param name="left">A, row-major.</param>
    /// <param name="right">B.</param>
    /// <param name="result">C, row-major. Numbers between its rows are not touched.</param>
    /// <param name="workspace">At least <see cref="PackedWorkspaceLength{T}"/> numbers; their values are lost.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    /// <exception cref="ArgumentException">B has other sizes than the shape, or a stride or a span is too short.</exception>
    public static void Multiply<T>(
        in MatrixProductShape shape, ReadOnlySpan<T> left, PackedMatrix<T> right, Span<T> result, Span<T> workspace, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(right);
        if (right.Inner != shape.Inner || right.Columns != shape.Columns)
            throw new ArgumentException($"The packed matrix is [{right.Inner}, {right.Columns}], but the product needs [{shape.Inner}, {shape.Columns}].", nameof(right));
        shape.CheckLeftAndResult(left.Length, result.Length);
        CheckWorkspace(right.Kernels.WorkspaceLength(shape, rightPacked: true), workspace.Length);
        right.Kernels.MultiplyPacked(shape, left, right.Packed, result, workspace, accumulate);
    }

    /// <summary>The product on given kernels.</summary>
    internal static void Multiply<T>(
        Kernels<T> kernels, in MatrixProductShape shape, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, Span<T> workspace, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shape.Check(left.Length, right.Length, result.Length);
        CheckWorkspace(kernels.WorkspaceLength(shape, rightPacked: false), workspace.Length);
        kernels.Multiply(shape, left, right, result, workspace, accumulate);
    }

    private static void CheckWorkspace(int needed, int length)
    {
        if (length < needed)
            throw new ArgumentException($"The workspace holds {length} numbers, but the product needs {needed}: ask for the length before.");
    }
}
