using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

/// <summary>Exponent arithmetic in integer operations, for widths without instructions for it; the same bits as those instructions.</summary>
internal static class SimdBits
{
    /// <summary>See <see cref="ISimd{TSelf, T}.Scale"/>: two exact powers of two, of which only the last product can round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Scale<TV, T>(TV value, TV n)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV half = TV.Floor(n * TV.Constant(0.5));
        return value * PowerOfTwo<TV, T>(half) * PowerOfTwo<TV, T>(n - half);
    }

    /// <summary>See <see cref="ISimd{TSelf, T}.Exponent"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exponent<TV, T>(TV value)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV denormal = TV.LessThan(value, SmallestNormal<TV, T>());
        TV bits = TV.Select(denormal, value * DenormalFactor<TV, T>(), value);
        // A small integer in the low bits of a number whose unit in the last place is one, minus that number, is the integer.
        TV result = typeof(T) == typeof(double)
            ? (TV.ShiftBitsRight(bits, 52) | TV.Constant(4503599627370496.0)) - TV.Constant(4503599627370496.0 + 1023.0)
            : (TV.ShiftBitsRight(bits, 23) | TV.Constant(8388608.0)) - TV.Constant(8388608.0 + 127.0);
        return TV.Select(denormal, result - DenormalExponent<TV, T>(), result);
    }

    /// <summary>See <see cref="ISimd{TSelf, T}.Mantissa"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Mantissa<TV, T>(TV value)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV bits = TV.Select(TV.LessThan(value, SmallestNormal<TV, T>()), value * DenormalFactor<TV, T>(), value);
        return typeof(T) == typeof(double)
            ? (bits & TV.FromBits(0x000F_FFFF_FFFF_FFFF)) | TV.Constant(1.0)
            : (bits & TV.FromBits(0x007F_FFFF)) | TV.Constant(1.0);
    }

    /// <summary><c>2ⁿ</c> for integer-valued lanes in the normal range of the lane type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV PowerOfTwo<TV, T>(TV n)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? TV.ShiftBitsLeft(n + TV.Constant(6755399441055744.0 + 1023.0), 52)
            : TV.ShiftBitsLeft(n + TV.Constant(12582912.0 + 127.0), 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SmallestNormal<TV, T>()
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? TV.Constant(2.2250738585072014e-308) : TV.Constant(1.17549435e-38);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV DenormalFactor<TV, T>()
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? TV.Constant(18014398509481984.0) : TV.Constant(33554432.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV DenormalExponent<TV, T>()
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? TV.Constant(54.0) : TV.Constant(25.0);
}
