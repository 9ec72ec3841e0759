using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pullback.Learning.Files.Torch;

/// <summary>A named tensor of a state dictionary: its numbers in row-major order, little-endian.</summary>
public sealed class StateTensor
{
    private readonly int[] _shape;

    /// <summary>A tensor over bytes that are not copied.</summary>
    /// <param name="name">Its name, such as <c>layers.0.weight</c>.</param>
    /// <param name="shape">The dimensions; none for a single number.</param>
    /// <param name="kind">The number type.</param>
    /// <param name="data">The numbers, row-major and little-endian. Two tensors over one array are written as one storage.</param>
    /// <exception cref="ArgumentException">The shape does not fit the number of bytes.</exception>
    public StateTensor(string name, IReadOnlyList<int> shape, ElementKind kind, byte[] data)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        long length = 1;
        foreach (int dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            length = checked(length * dimension);
        }

        if (length * kind.Size() != data.LongLength)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"tensor '{name}': the shape ({string.Join(", ", shape)}) holds {length} numbers of {kind.Size()} bytes, but there are {data.LongLength} bytes."),
                nameof(data));
        }

        Name = name;
        _shape = [.. shape];
        Kind = kind;
        Data = data;
    }

    /// <summary>Name in the dictionary.</summary>
    public string Name { get; }

    /// <summary>The dimensions, slowest first; none for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The number type.</summary>
    public ElementKind Kind { get; }

    /// <summary>How many numbers there are.</summary>
    public int Length => Data.Length / Kind.Size();

    /// <summary>The numbers as bytes, row-major and little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes => Data;

    internal byte[] Data { get; }

    /// <summary>A tensor of binary32 numbers, copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">The shape does not fit the numbers.</exception>
    public static StateTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values) => new(name, shape, ElementKind.Float32, Copy(values));

    /// <summary>A tensor of binary64 numbers, copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">The shape does not fit the numbers.</exception>
    public static StateTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<double> values) => new(name, shape, ElementKind.Float64, Copy(values));

    /// <summary>A tensor of 64-bit integers, copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <exception cref="ArgumentException">The shape does not fit the numbers.</exception>
    public static StateTensor Of(string name, IReadOnlyList<int> shape, ReadOnlySpan<long> values) => new(name, shape, ElementKind.Int64, Copy(values));

    /// <summary>The same numbers under another name, sharing the data.</summary>
    /// <param name="name">The other name.</param>
    public StateTensor WithName(string name) => new(name, _shape, Kind, Data);

    /// <summary>The numbers as binary64: exact for every kind but integers beyond 2^53.</summary>
    /// <returns>Row-major; true is 1.</returns>
    public double[] ToDoubles()
    {
        if (Kind == ElementKind.Float64) return MemoryMarshal.Cast<byte, double>(Data).ToArray();
        double[] values = new double[Length];
        int size = Kind.Size();
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> bytes = Data.AsSpan(i * size, size);
            values[i] = Kind switch
            {
                ElementKind.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
                ElementKind.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
                ElementKind.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16),
                _ => Integer(bytes),
            };
        }

        return values;
    }

    /// <summary>The numbers as binary32: exact for <see cref="ElementKind.Float32"/> and the shorter kinds, otherwise rounded.</summary>
    /// <returns>Row-major.</returns>
    public float[] ToSingles() =>
        Kind == ElementKind.Float32 ? MemoryMarshal.Cast<byte, float>(Data).ToArray() : Array.ConvertAll(ToDoubles(), value => (float)value);

    /// <summary>The numbers of an integer or truth tensor.</summary>
    /// <returns>Row-major; true is 1.</returns>
    /// <exception cref="InvalidOperationException">The numbers are not integers.</exception>
    public long[] ToIntegers()
    {
        if (Kind is ElementKind.Float32 or ElementKind.Float64 or ElementKind.Float16 or ElementKind.BFloat16)
            throw new InvalidOperationException($"tensor '{Name}' holds {Kind} numbers, not integers; use {nameof(ToDoubles)}.");
        long[] values = new long[Length];
        int size = Kind.Size();
        for (int i = 0; i < values.Length; i++) values[i] = Integer(Data.AsSpan(i * size, size));
        return values;
    }

    private long Integer(ReadOnlySpan<byte> bytes) => Kind switch
    {
        ElementKind.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ElementKind.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ElementKind.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ElementKind.Int8 => (sbyte)bytes[0],
        ElementKind.Boolean => bytes[0] == 0 ? 0 : 1,
        _ => bytes[0],
    };

    // Numbers are taken as bytes and back where they lie: every platform that this library runs on is little-endian.
    private static byte[] Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
