using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

/// <summary>One lane: the scalar twin of every kernel, with the same bits as the wide forms on any processor.</summary>
/// <typeparam name="T">Lane type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly unsafe struct SimdScalar<T> : ISimd<SimdScalar<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _v;

    /// <summary>Wraps one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SimdScalar(T value) => _v = value;

    /// <summary>The value.</summary>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _v;
    }

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsSupported => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Create(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Constant(double value)
    {
        if (typeof(T) == typeof(double))
            return new((T)(object)value);
        return new((T)(object)(float)value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> FromBits(long bits) => OfBits(bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Load(T* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Load(ref readonly T source) => new(source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar<T> value, T* destination) => *destination = value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar<T> value, ref T destination) => destination = value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(SimdScalar<T> value, int lane) => value._v;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator +(SimdScalar<T> left, SimdScalar<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> left, SimdScalar<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator *(SimdScalar<T> left, SimdScalar<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator /(SimdScalar<T> left, SimdScalar<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator &(SimdScalar<T> left, SimdScalar<T> right) => OfBits(BitsOf(left) & BitsOf(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator |(SimdScalar<T> left, SimdScalar<T> right) => OfBits(BitsOf(left) | BitsOf(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator ^(SimdScalar<T> left, SimdScalar<T> right) => OfBits(BitsOf(left) ^ BitsOf(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator ~(SimdScalar<T> value) => OfBits(~BitsOf(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> FusedMultiplyAdd(SimdScalar<T> a, SimdScalar<T> b, SimdScalar<T> c) => new(T.FusedMultiplyAdd(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Sqrt(SimdScalar<T> value) => new(T.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Abs(SimdScalar<T> value) => new(T.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Min(SimdScalar<T> left, SimdScalar<T> right) => new(T.Min(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Max(SimdScalar<T> left, SimdScalar<T> right) => new(T.Max(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Larger(SimdScalar<T> left, SimdScalar<T> right) => left._v > right._v ? left : right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Floor(SimdScalar<T> value) => new(T.Floor(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Round(SimdScalar<T> value) => new(T.Round(value._v, MidpointRounding.ToEven));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> LessThan(SimdScalar<T> left, SimdScalar<T> right) => Mask(left._v < right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> LessThanOrEqual(SimdScalar<T> left, SimdScalar<T> right) => Mask(left._v <= right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> GreaterThan(SimdScalar<T> left, SimdScalar<T> right) => Mask(left._v > right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> GreaterThanOrEqual(SimdScalar<T> left, SimdScalar<T> right) => Mask(left._v >= right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Equal(SimdScalar<T> left, SimdScalar<T> right) => Mask(left._v == right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> IsNaN(SimdScalar<T> value) => Mask(T.IsNaN(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Select(SimdScalar<T> mask, SimdScalar<T> whenTrue, SimdScalar<T> whenFalse) => BitsOf(mask) != 0 ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(SimdScalar<T> mask) => BitsOf(mask) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> AddBits(SimdScalar<T> left, SimdScalar<T> right) => OfBits(BitsOf(left) + BitsOf(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> SubtractBits(SimdScalar<T> left, SimdScalar<T> right) => OfBits(BitsOf(left) - BitsOf(right));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> ShiftBitsLeft(SimdScalar<T> value, int count) => OfBits(BitsOf(value) << count);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> ShiftBitsRight(SimdScalar<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return OfBits(BitsOf(value) >>> count);
        return OfBits((int)BitsOf(value) >>> count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Scale(SimdScalar<T> value, SimdScalar<T> n) => SimdBits.Scale<SimdScalar<T>, T>(value, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Exponent(SimdScalar<T> value) => SimdBits.Exponent<SimdScalar<T>, T>(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Mantissa(SimdScalar<T> value) => SimdBits.Mantissa<SimdScalar<T>, T>(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> InDouble<TFunction>(SimdScalar<T> value)
        where TFunction : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<SimdScalar<T>, T>(value);
        SimdScalar<double> wide = new((float)(object)value._v);
        return Constant(TFunction.Invoke<SimdScalar<double>, double>(wide).Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> InDouble<TFunction>(SimdScalar<T> left, SimdScalar<T> right)
        where TFunction : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<SimdScalar<T>, T>(left, right);
        SimdScalar<double> wideLeft = new((float)(object)left._v);
        SimdScalar<double> wideRight = new((float)(object)right._v);
        return Constant(TFunction.Invoke<SimdScalar<double>, double>(wideLeft, wideRight).Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar<T> Mask(bool condition)
    {
        return OfBits(condition ? -1L : 0L);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long BitsOf(SimdScalar<T> value)
    {
        if (typeof(T) == typeof(double))
            return BitConverter.DoubleToInt64Bits((double)(object)value._v);
        return BitConverter.SingleToInt32Bits((float)(object)value._v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar<T> OfBits(long bits)
    {
        if (typeof(T) == typeof(double))
            return new((T)(object)BitConverter.Int64BitsToDouble(bits));
        return new((T)(object)BitConverter.Int32BitsToSingle((int)bits));
    }
}
