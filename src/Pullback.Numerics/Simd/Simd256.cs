using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pullback.Numerics.Simd;

/// <summary>256 bits: 4 double or 8 float lanes (AVX2 with FMA).</summary>
/// <typeparam name="T">Lane type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly unsafe struct Simd256<T> : ISimd<Simd256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _v;

    /// <summary>Wraps the lanes of a hardware vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd256(Vector256<T> value) => _v = value;

    /// <summary>The lanes as a hardware vector.</summary>
    public Vector256<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Create(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Constant(double value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector256.Create(value).As<double, T>());
        return new(Vector256.Create((float)value).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(double))
            return new(Vector256.Create(bits).As<long, T>());
        return new(Vector256.Create((int)bits).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source) => new(Vector256.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> value, T* destination) => value._v.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> value, ref T destination) => value._v.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(Simd256<T> value, int lane) => value._v.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> left, Simd256<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> left, Simd256<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> left, Simd256<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> left, Simd256<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator &(Simd256<T> left, Simd256<T> right) => new(left._v & right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator |(Simd256<T> left, Simd256<T> right) => new(left._v | right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator ^(Simd256<T> left, Simd256<T> right) => new(left._v ^ right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator ~(Simd256<T> value) => new(~value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> FusedMultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c)
    {
        if (typeof(T) == typeof(double))
            return new(Vector256.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>());
        return new(Vector256.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> value) => new(Vector256.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> value) => new(Vector256.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Min(Simd256<T> left, Simd256<T> right) => new(Vector256.Min(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> left, Simd256<T> right) => new(Vector256.Max(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Larger(Simd256<T> left, Simd256<T> right)
    {
        if (Avx.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx.Max(left._v.AsDouble(), right._v.AsDouble()).As<double, T>());
            return new(Avx.Max(left._v.AsSingle(), right._v.AsSingle()).As<float, T>());
        }

        return Select(GreaterThan(left, right), left, right);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Floor(Simd256<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector256.Floor(value._v.AsDouble()).As<double, T>());
        return new(Vector256.Floor(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Round(Simd256<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector256.Round(value._v.AsDouble()).As<double, T>());
        return new(Vector256.Round(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LessThan(Simd256<T> left, Simd256<T> right) => new(Vector256.LessThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> LessThanOrEqual(Simd256<T> left, Simd256<T> right) => new(Vector256.LessThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> GreaterThan(Simd256<T> left, Simd256<T> right) => new(Vector256.GreaterThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> GreaterThanOrEqual(Simd256<T> left, Simd256<T> right) => new(Vector256.GreaterThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Equal(Simd256<T> left, Simd256<T> right) => new(Vector256.Equals(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> IsNaN(Simd256<T> value) => new(Vector256.IsNaN(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Select(Simd256<T> mask, Simd256<T> whenTrue, Simd256<T> whenFalse) => new(Vector256.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Simd256<T> mask)
    {
        if (typeof(T) == typeof(double))
            return mask._v.AsInt64() != Vector256<long>.Zero;
        return mask._v.AsInt32() != Vector256<int>.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> AddBits(Simd256<T> left, Simd256<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> SubtractBits(Simd256<T> left, Simd256<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> ShiftBitsLeft(Simd256<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() << count).As<long, T>());
        return new((value._v.AsInt32() << count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> ShiftBitsRight(Simd256<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() >>> count).As<long, T>());
        return new((value._v.AsInt32() >>> count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Scale(Simd256<T> value, Simd256<T> n)
    {
        if (Avx512F.VL.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.VL.Scale(value._v.AsDouble(), n._v.AsDouble()).As<double, T>());
            return new(Avx512F.VL.Scale(value._v.AsSingle(), n._v.AsSingle()).As<float, T>());
        }

        return SimdBits.Scale<Simd256<T>, T>(value, n);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Exponent(Simd256<T> value)
    {
        if (Avx512F.VL.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.VL.GetExponent(value._v.AsDouble()).As<double, T>());
            return new(Avx512F.VL.GetExponent(value._v.AsSingle()).As<float, T>());
        }

        return SimdBits.Exponent<Simd256<T>, T>(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Mantissa(Simd256<T> value)
    {
        if (Avx512F.VL.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Avx512F.VL.GetMantissa(value._v.AsDouble(), 0).As<double, T>());
            return new(Avx512F.VL.GetMantissa(value._v.AsSingle(), 0).As<float, T>());
        }

        return SimdBits.Mantissa<Simd256<T>, T>(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> InDouble<TFunction>(Simd256<T> value)
        where TFunction : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd256<T>, T>(value);
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(value._v.AsSingle());
        ElementWise.Run<TFunction, Simd256<double>, double>((double*)&low, (double*)&low, 0, Simd256<double>.Count);
        ElementWise.Run<TFunction, Simd256<double>, double>((double*)&high, (double*)&high, 0, Simd256<double>.Count);
        return new(Vector256.Narrow(low, high).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> InDouble<TFunction>(Simd256<T> left, Simd256<T> right)
        where TFunction : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd256<T>, T>(left, right);
        (Vector256<double> leftLow, Vector256<double> leftHigh) = Vector256.Widen(left._v.AsSingle());
        (Vector256<double> rightLow, Vector256<double> rightHigh) = Vector256.Widen(right._v.AsSingle());
        ElementWise.Run<TFunction, Simd256<double>, double>((double*)&leftLow, (double*)&rightLow, (double*)&leftLow, 0, Simd256<double>.Count);
        ElementWise.Run<TFunction, Simd256<double>, double>((double*)&leftHigh, (double*)&rightHigh, (double*)&leftHigh, 0, Simd256<double>.Count);
        return new(Vector256.Narrow(leftLow, leftHigh).As<float, T>());
    }
}
