using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pullback.Data.Npy;

/// <summary>Turns stored numbers into doubles.</summary>
internal static class NpyDecoder
{
    /// <summary>Largest integer magnitude that is surely exact in a double: 2^53 − 1.</summary>
    public const double LargestExactInteger = 9007199254740991.0;

    /// <summary>Decodes equally spaced numbers. 64-bit integers beyond 2^53 − 1 come out rounded, so the caller has to look.</summary>
    /// <param name="scalar">Their type.</param>
    /// <param name="bytes">Bytes from the first number on.</param>
    /// <param name="stride">Bytes from one number to the next.</param>
    /// <param name="destination">Filled completely.</param>
    public static void Decode(NpyScalar scalar, ReadOnlySpan<byte> bytes, int stride, Span<double> destination)
    {
        if (scalar is { Kind: NpyScalarKind.Float64, Swapped: false } && stride == sizeof(double))
        {
            MemoryMarshal.Cast<byte, double>(bytes)[..destination.Length].CopyTo(destination);
            return;
        }

        switch (scalar.Kind)
        {
            case NpyScalarKind.Boolean:
                for (var i = 0; i < destination.Length; i++) destination[i] = bytes[i * stride] == 0 ? 0.0 : 1.0;
                break;
            case NpyScalarKind.Int8:
                for (var i = 0; i < destination.Length; i++) destination[i] = (sbyte)bytes[i * stride];
                break;
            case NpyScalarKind.UInt8:
                for (var i = 0; i < destination.Length; i++) destination[i] = bytes[i * stride];
                break;
            case NpyScalarKind.Int16:
                for (var i = 0; i < destination.Length; i++) destination[i] = (short)Bits16(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.UInt16:
                for (var i = 0; i < destination.Length; i++) destination[i] = Bits16(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.Float16:
                for (var i = 0; i < destination.Length; i++) destination[i] = (double)BitConverter.UInt16BitsToHalf(Bits16(bytes, i * stride, scalar.Swapped));
                break;
            case NpyScalarKind.Int32:
                for (var i = 0; i < destination.Length; i++) destination[i] = (int)Bits32(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.UInt32:
                for (var i = 0; i < destination.Length; i++) destination[i] = Bits32(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.Float32:
                for (var i = 0; i < destination.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle(Bits32(bytes, i * stride, scalar.Swapped));
                break;
            case NpyScalarKind.Int64:
                for (var i = 0; i < destination.Length; i++) destination[i] = (long)Bits64(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.UInt64:
                for (var i = 0; i < destination.Length; i++) destination[i] = Bits64(bytes, i * stride, scalar.Swapped);
                break;
            case NpyScalarKind.Float64:
                for (var i = 0; i < destination.Length; i++) destination[i] = BitConverter.UInt64BitsToDouble(Bits64(bytes, i * stride, scalar.Swapped));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(scalar), scalar, "This number type has no decoder.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort Bits16(ReadOnlySpan<byte> bytes, int offset, bool swapped)
    {
        var bits = Unsafe.ReadUnaligned<ushort>(in bytes.Slice(offset, 2)[0]);
        return swapped ? BinaryPrimitives.ReverseEndianness(bits) : bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits32(ReadOnlySpan<byte> bytes, int offset, bool swapped)
    {
        var bits = Unsafe.ReadUnaligned<uint>(in bytes.Slice(offset, 4)[0]);
        return swapped ? BinaryPrimitives.ReverseEndianness(bits) : bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits64(ReadOnlySpan<byte> bytes, int offset, bool swapped)
    {
        var bits = Unsafe.ReadUnaligned<ulong>(in bytes.Slice(offset, 8)[0]);
        return swapped ? BinaryPrimitives.ReverseEndianness(bits) : bits;
    }
}
