using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pullback.Numerics.Simd;

/// <summary>512 bits: 8 double or 16 float lanes (AVX-512).</summary>
/// <typeparam name="T">Lane type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly unsafe struct Simd512<T> : ISimd<Simd512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _v;

    /// <summary>Wraps the lanes of a hardware vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd512(Vector512<T> value) => _v = value;

    /// <summary>The lanes as a hardware vector.</summary>
    public Vector512<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Avx512DQ.IsSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Create(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Constant(double value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector512.Create(value).As<double, T>());
        return new(Vector512.Create((float)value).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(double))
            return new(Vector512.Create(bits).As<long, T>());
        return new(Vector512.Create((int)bits).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(ref readonly T source) => new(Vector512.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> value, T* destination) => value._v.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> value, ref T destination) => value._v.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(Simd512<T> value, int lane) => value._v.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> left, Simd512<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> left, Simd512<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> left, Simd512<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> left, Simd512<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator &(Simd512<T> left, Simd512<T> right) => new(left._v & right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator |(Simd512<T> left, Simd512<T> right) => new(left._v | right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator ^(Simd512<T> left, Simd512<T> right) => new(left._v ^ right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator ~(Simd512<T> value) => new(~value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> FusedMultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c)
    {
        if (typeof(T) == typeof(double))
            return new(Vector512.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>());
        return new(Vector512.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> value) => new(Vector512.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> value) => new(Vector512.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> left, Simd512<T> right) => new(Vector512.Min(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> left, Simd512<T> right) => new(Vector512.Max(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Larger(Simd512<T> left, Simd512<T> right)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.Max(left._v.AsDouble(), right._v.AsDouble()).As<double, T>());
            return new(Avx512F.Max(left._v.AsSingle(), right._v.AsSingle()).As<float, T>());
        }

        return Select(GreaterThan(left, right), left, right);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Floor(Simd512<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector512.Floor(value._v.AsDouble()).As<double, T>());
        return new(Vector512.Floor(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector512.Round(value._v.AsDouble()).As<double, T>());
        return new(Vector512.Round(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LessThan(Simd512<T> left, Simd512<T> right) => new(Vector512.LessThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> LessThanOrEqual(Simd512<T> left, Simd512<T> right) => new(Vector512.LessThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> GreaterThan(Simd512<T> left, Simd512<T> right) => new(Vector512.GreaterThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> GreaterThanOrEqual(Simd512<T> left, Simd512<T> right) => new(Vector512.GreaterThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Equal(Simd512<T> left, Simd512<T> right) => new(Vector512.Equals(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> IsNaN(Simd512<T> value) => new(Vector512.IsNaN(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Select(Simd512<T> mask, Simd512<T> whenTrue, Simd512<T> whenFalse) => new(Vector512.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Simd512<T> mask)
    {
        if (typeof(T) == typeof(double))
            return mask._v.AsInt64() != Vector512<long>.Zero;
        return mask._v.AsInt32() != Vector512<int>.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> AddBits(Simd512<T> left, Simd512<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> SubtractBits(Simd512<T> left, Simd512<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ShiftBitsLeft(Simd512<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() << count).As<long, T>());
        return new((value._v.AsInt32() << count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> ShiftBitsRight(Simd512<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() >>> count).As<long, T>());
        return new((value._v.AsInt32() >>> count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Scale(Simd512<T> value, Simd512<T> n)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.Scale(value._v.AsDouble(), n._v.AsDouble()).As<double, T>());
            return new(Avx512F.Scale(value._v.AsSingle(), n._v.AsSingle()).As<float, T>());
        }

        return SimdBits.Scale<Simd512<T>, T>(value, n);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Exponent(Simd512<T> value)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.GetExponent(value._v.AsDouble()).As<double, T>());
            return new(Avx512F.GetExponent(value._v.AsSingle()).As<float, T>());
        }

        return SimdBits.Exponent<Simd512<T>, T>(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Mantissa(Simd512<T> value)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.GetMantissa(value._v.AsDouble(), 0).As<double, T>());
            return new(Avx512F.GetMantissa(value._v.AsSingle(), 0).As<float, T>());
        }

        return SimdBits.Mantissa<Simd512<T>, T>(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> InDouble<TFunction>(Simd512<T> value)
        where TFunction : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd512<T>, T>(value);
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(value._v.AsSingle());
        ElementWise.Run<TFunction, Simd512<double>, double>((double*)&low, (double*)&low, 0, Simd512<double>.Count);
        ElementWise.Run<TFunction, Simd512<double>, double>((double*)&high, (double*)&high, 0, Simd512<double>.Count);
        return new(Vector512.Narrow(low, high).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> InDouble<TFunction>(Simd512<T> left, Simd512<T> right)
        where TFunction : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd512<T>, T>(left, right);
        (Vector512<double> leftLow, Vector512<double> leftHigh) = Vector512.Widen(left._v.AsSingle());
        (Vector512<double> rightLow, Vector512<double> rightHigh) = Vector512.Widen(right._v.AsSingle());
        ElementWise.Run<TFunction, Simd512<double>, double>((double*)&leftLow, (double*)&rightLow, (double*)&leftLow, 0, Simd512<double>.Count);
        ElementWise.Run<TFunction, Simd512<double>, double>((double*)&leftHigh, (double*)&rightHigh, (double*)&leftHigh, 0, Simd512<double>.Count);
        return new(Vector512.Narrow(leftLow, leftHigh).As<float, T>());
    }
}
