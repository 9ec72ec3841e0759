using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Pullback.Numerics.Simd;

/// <summary>128 bits: 2 double or 4 float lanes (x86 with FMA, or Arm64).</summary>
/// <typeparam name="T">Lane type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public readonly unsafe struct Simd128<T> : ISimd<Simd128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _v;

    /// <summary>Wraps the lanes of a hardware vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Simd128(Vector128<T> value) => _v = value;

    /// <summary>The lanes as a hardware vector.</summary>
    public Vector128<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _v;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.Arm64.IsSupported;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Create(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Constant(double value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector128.Create(value).As<double, T>());
        return new(Vector128.Create((float)value).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(double))
            return new(Vector128.Create(bits).As<long, T>());
        return new(Vector128.Create((int)bits).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source) => new(Vector128.LoadUnsafe(in source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> value, T* destination) => value._v.Store(destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> value, ref T destination) => value._v.StoreUnsafe(ref destination);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Lane(Simd128<T> value, int lane) => value._v.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> left, Simd128<T> right) => new(left._v + right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> left, Simd128<T> right) => new(left._v - right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> left, Simd128<T> right) => new(left._v * right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> left, Simd128<T> right) => new(left._v / right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> value) => new(-value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator &(Simd128<T> left, Simd128<T> right) => new(left._v & right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator |(Simd128<T> left, Simd128<T> right) => new(left._v | right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator ^(Simd128<T> left, Simd128<T> right) => new(left._v ^ right._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator ~(Simd128<T> value) => new(~value._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> FusedMultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c)
    {
        if (typeof(T) == typeof(double))
            return new(Vector128.FusedMultiplyAdd(a._v.AsDouble(), b._v.AsDouble(), c._v.AsDouble()).As<double, T>());
        return new(Vector128.FusedMultiplyAdd(a._v.AsSingle(), b._v.AsSingle(), c._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> value) => new(Vector128.Sqrt(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> value) => new(Vector128.Abs(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> left, Simd128<T> right) => new(Vector128.Min(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> left, Simd128<T> right) => new(Vector128.Max(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Larger(Simd128<T> left, Simd128<T> right)
    {
        if (Sse2.IsSupported)
        {
            if (typeof(T) == typeof(double))
                return new(Sse2.Max(left._v.AsDouble(), right._v.AsDouble()).As<double, T>());
            return new(Sse.Max(left._v.AsSingle(), right._v.AsSingle()).As<float, T>());
        }

        return Select(GreaterThan(left, right), left, right);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Floor(Simd128<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector128.Floor(value._v.AsDouble()).As<double, T>());
        return new(Vector128.Floor(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> value)
    {
        if (typeof(T) == typeof(double))
            return new(Vector128.Round(value._v.AsDouble()).As<double, T>());
        return new(Vector128.Round(value._v.AsSingle()).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LessThan(Simd128<T> left, Simd128<T> right) => new(Vector128.LessThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> LessThanOrEqual(Simd128<T> left, Simd128<T> right) => new(Vector128.LessThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> GreaterThan(Simd128<T> left, Simd128<T> right) => new(Vector128.GreaterThan(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> GreaterThanOrEqual(Simd128<T> left, Simd128<T> right) => new(Vector128.GreaterThanOrEqual(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Equal(Simd128<T> left, Simd128<T> right) => new(Vector128.Equals(left._v, right._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> IsNaN(Simd128<T> value) => new(Vector128.IsNaN(value._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Select(Simd128<T> mask, Simd128<T> whenTrue, Simd128<T> whenFalse) => new(Vector128.ConditionalSelect(mask._v, whenTrue._v, whenFalse._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Simd128<T> mask)
    {
        if (typeof(T) == typeof(double))
            return mask._v.AsInt64() != Vector128<long>.Zero;
        return mask._v.AsInt32() != Vector128<int>.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> AddBits(Simd128<T> left, Simd128<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() + right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() + right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> SubtractBits(Simd128<T> left, Simd128<T> right)
    {
        if (typeof(T) == typeof(double))
            return new((left._v.AsInt64() - right._v.AsInt64()).As<long, T>());
        return new((left._v.AsInt32() - right._v.AsInt32()).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ShiftBitsLeft(Simd128<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() << count).As<long, T>());
        return new((value._v.AsInt32() << count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> ShiftBitsRight(Simd128<T> value, int count)
    {
        if (typeof(T) == typeof(double))
            return new((value._v.AsInt64() >>> count).As<long, T>());
        return new((value._v.AsInt32() >>> count).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Scale(Simd128<T> value, Simd128<T> n) => SimdBits.Scale<Simd128<T>, T>(value, n);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Exponent(Simd128<T> value) => SimdBits.Exponent<Simd128<T>, T>(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Mantissa(Simd128<T> value) => SimdBits.Mantissa<Simd128<T>, T>(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> InDouble<TFunction>(Simd128<T> value)
        where TFunction : struct, IUnaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd128<T>, T>(value);
        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(value._v.AsSingle());
        ElementWise.Run<TFunction, Simd128<double>, double>((double*)&low, (double*)&low, 0, Simd128<double>.Count);
        ElementWise.Run<TFunction, Simd128<double>, double>((double*)&high, (double*)&high, 0, Simd128<double>.Count);
        return new(Vector128.Narrow(low, high).As<float, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> InDouble<TFunction>(Simd128<T> left, Simd128<T> right)
        where TFunction : struct, IBinaryFunction
    {
        if (typeof(T) == typeof(double))
            return TFunction.Invoke<Simd128<T>, T>(left, right);
        (Vector128<double> leftLow, Vector128<double> leftHigh) = Vector128.Widen(left._v.AsSingle());
        (Vector128<double> rightLow, Vector128<double> rightHigh) = Vector128.Widen(right._v.AsSingle());
        ElementWise.Run<TFunction, Simd128<double>, double>((double*)&leftLow, (double*)&rightLow, (double*)&leftLow, 0, Simd128<double>.Count);
        ElementWise.Run<TFunction, Simd128<double>, double>((double*)&leftHigh, (double*)&rightHigh, (double*)&leftHigh, 0, Simd128<double>.Count);
        return new(Vector128.Narrow(leftLow, leftHigh).As<float, T>());
    }
}
