namespace Pullback.Data.Npy;

/// <summary>Equally spaced numbers inside an array, one per index of its first axis.</summary>
/// <param name="Suffix">What distinguishes the column from others of the same array: empty, <c>[2]</c>, or a field name with or without an index.</param>
/// <param name="Field">Name of the field in a structured array, else null.</param>
/// <param name="Scalar">Type of the numbers.</param>
/// <param name="Offset">Byte of the first number, from the start of the data.</param>
/// <param name="Stride">Bytes from one number to the next.</param>
public sealed record NpyColumn(string Suffix, string? Field, NpyScalar Scalar, long Offset, long Stride);
