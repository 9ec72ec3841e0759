namespace Pullback.Numerics.MatrixProducts;

/// <summary>A matrix in memory as a kernel sees it: a place and two strides, of which transposition swaps the parts.</summary>
/// <param name="Start">First number.</param>
/// <param name="Outer">Distance of neighbours along the index that the result keeps (A's rows, B's columns).</param>
/// <param name="Inner">Distance of neighbours along the index summed over.</param>
internal readonly unsafe record struct Operand<T>(nint Start, nint Outer, nint Inner)
    where T : unmanaged
{
    /// <summary>The number at an outer and an inner index.</summary>
    public T* At(nint outer, nint inner) => (T*)Start + (outer * Outer) + (inner * Inner);
}
