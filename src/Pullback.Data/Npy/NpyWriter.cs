using System.Runtime.InteropServices;
using Pullback.Data.Files;

namespace Pullback.Data.Npy;

/// <summary>Writes npy files that <c>numpy.load</c> reads.</summary>
public static class NpyWriter
{
    private const int ItemsPerPiece = 1 << 20;

    /// <summary>Writes a row-major array, whole or not at all.</summary>
    /// <typeparam name="T">A number type: bool, signed or unsigned integer of 8 to 64 bits, Half, float or double.</typeparam>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The dimensions; empty for a single number. Their product is the number of values.</param>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Write<T>(string path, ReadOnlyMemory<T> values, params long[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        AtomicFile.Write(path, stream => Write(stream, values.Span, shape));
    }

    /// <summary>Writes a row-major array to a stream.</summary>
    /// <inheritdoc cref="Write{T}(string, ReadOnlyMemory{T}, long[])"/>
    /// <param name="stream">Where to.</param>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The dimensions.</param>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        long length = 1;
        foreach (var dimension in shape) length *= dimension;
        if (length != values.Length) throw new ArgumentException($"The shape holds {length} numbers, but there are {values.Length}.", nameof(shape));
        WriteHeader<T>(stream, shape);
        for (var done = 0; done < values.Length; done += ItemsPerPiece)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(done, Math.Min(ItemsPerPiece, values.Length - done))));
    }

    /// <summary>Writes the header alone, for numbers that follow in pieces.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="stream">Where to.</param>
    /// <param name="shape">The dimensions.</param>
    internal static void WriteHeader<T>(Stream stream, ReadOnlySpan<long> shape)
        where T : unmanaged =>
        stream.Write(NpyHeader.Format($"'{Descriptor(typeof(T))}'", shape));

    private static string Descriptor(Type type)
    {
        var order = BitConverter.IsLittleEndian ? '<' : '>';
        return type switch
        {
            _ when type == typeof(bool) => "|b1",
            _ when type == typeof(sbyte) => "|i1",
            _ when type == typeof(byte) => "|u1",
            _ when type == typeof(short) => $"{order}i2",
            _ when type == typeof(ushort) => $"{order}u2",
            _ when type == typeof(int) => $"{order}i4",
            _ when type == typeof(uint) => $"{order}u4",
            _ when type == typeof(long) => $"{order}i8",
            _ when type == typeof(ulong) => $"{order}u8",
            _ when type == typeof(Half) => $"{order}f2",
            _ when type == typeof(float) => $"{order}f4",
            _ when type == typeof(double) => $"{order}f8",
            _ => throw new ArgumentException($"{type} is not a number type of npy files.", nameof(type)),
        };
    }
}
