namespace Pullback.Data.Npy;

/// <summary>One named number, or small array of numbers, inside the records of a structured array.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Scalar">Type of its numbers.</param>
/// <param name="Offset">First byte inside the record.</param>
/// <param name="Count">Numbers in the field: 1, or the length of its subarray in row-major order.</param>
/// <param name="IsSubarray">True if the field is declared as an array, of whatever length.</param>
public sealed record NpyField(string Name, NpyScalar Scalar, int Offset, int Count, bool IsSubarray);
