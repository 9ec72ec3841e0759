using System.Numerics;

namespace Pullback.Numerics.Simd;

/// <summary>A fixed number of lanes of one floating-point type, and the lane-wise operations that numerical kernels are written in.</summary>
/// <remarks>
/// <para>A kernel is a generic method over <typeparamref name="TSelf"/>. The compiler specialises it for each of the implementing structs
/// (<see cref="Simd512{T}"/>, <see cref="Simd256{T}"/>, <see cref="Simd128{T}"/>, <see cref="SimdScalar{T}"/>), so the abstraction costs nothing.</para>
/// <para>Every member gives the same bits in every lane at every width: fused multiply-add is rounded once everywhere, and operations that
/// some processors have as one instruction and others do not (<see cref="Scale"/>, <see cref="Exponent"/>) are defined exactly. The only
/// freedom is the payload and sign of a NaN.</para>
/// <para>A mask is a value whose lanes have all bits set (true) or clear (false).</para>
/// </remarks>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
/// <typeparam name="T">Lane type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public unsafe interface ISimd<TSelf, T>
    where TSelf : unmanaged, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether this processor executes the width directly. The scalar form is supported everywhere.</summary>
    /// <value>512: AVX-512F and DQ; 256: AVX2 and FMA; 128: FMA or Arm64 AdvSimd; scalar: always true.</value>
    static abstract bool IsSupported { get; }

    /// <summary>All lanes equal to <paramref name="value"/>.</summary>
    static abstract TSelf Create(T value);

    /// <summary>All lanes equal to a constant, rounded to the lane type.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>All lanes with a given bit pattern; a 32-bit lane takes the low 32 bits.</summary>
    static abstract TSelf FromBits(long bits);

    /// <summary>Reads <see cref="Count"/> consecutive elements; no alignment is required.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Reads <see cref="Count"/> consecutive elements from a managed reference; no alignment is required.</summary>
    static abstract TSelf Load(ref readonly T source);

    /// <summary>Writes <see cref="Count"/> consecutive elements; no alignment is required.</summary>
    static abstract void Store(TSelf value, T* destination);

    /// <summary>Writes <see cref="Count"/> consecutive elements to a managed reference; no alignment is required.</summary>
    static abstract void Store(TSelf value, ref T destination);

    /// <summary>The value of one lane.</summary>
    /// <param name="value">The lanes.</param>
    /// <param name="lane">Index from 0 to <see cref="Count"/> - 1.</param>
    static abstract T Lane(TSelf value, int lane);

    /// <summary>Sum, rounded to nearest even.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Difference, rounded to nearest even.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Product, rounded to nearest even.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Quotient, rounded to nearest even.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Negation: flips the sign bit, of zeros too.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Bitwise exclusive or.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Bitwise complement; negates a mask.</summary>
    static abstract TSelf operator ~(TSelf value);

    /// <summary><c>a·b + c</c> rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Square root, correctly rounded; NaN for negative values, -0 for -0.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Absolute value: clears the sign bit.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The smaller value; NaN if either is NaN, -0 is smaller than +0.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger value; NaN if either is NaN, +0 is larger than -0.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The left value where it is greater than the right one, else the right: a maximum that is one instruction, and the right value where one of the two is NaN.</summary>
    static abstract TSelf Larger(TSelf left, TSelf right);

    /// <summary>Largest integer not above the value.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>Nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Mask of <c>left &lt; right</c>; false for NaN.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>Mask of <c>left ≤ right</c>; false for NaN.</summary>
    static abstract TSelf LessThanOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of <c>left &gt; right</c>; false for NaN.</summary>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Mask of <c>left ≥ right</c>; false for NaN.</summary>
    static abstract TSelf GreaterThanOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of <c>left = right</c>; false for NaN.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Mask of NaN lanes.</summary>
    static abstract TSelf IsNaN(TSelf value);

    /// <summary>Lanes of <paramref name="whenTrue"/> where the mask is set, of <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Sum of the bit patterns as integers, modulo the lane size.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Difference of the bit patterns as integers, modulo the lane size.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>Bit pattern shifted left, zeros enter.</summary>
    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>Bit pattern shifted right, zeros enter.</summary>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary><c>value · 2ⁿ</c> rounded once, for integer-valued lanes <c>n</c>.</summary>
    /// <remarks>
    /// <para>Domain: <c>0.5 ≤ |value| ≤ 2</c> and <c>|n| ≤ 1080</c> (double), <c>|n| ≤ 160</c> (float); elsewhere the result is unspecified.
    /// Results below the normal range are denormal, results above it infinite.</para>
    /// </remarks>
    static abstract TSelf Scale(TSelf value, TSelf n);

    /// <summary><c>⌊log₂ value⌋</c> as a floating-point number.</summary>
    /// <remarks><para>Domain: positive finite values, denormal ones included; elsewhere the result is unspecified.</para></remarks>
    static abstract TSelf Exponent(TSelf value);

    /// <summary><c>value / 2^⌊log₂ value⌋</c>, in <c>[1, 2)</c>.</summary>
    /// <remarks><para>Domain: positive finite values, denormal ones included; elsewhere the result is unspecified.</para></remarks>
    static abstract TSelf Mantissa(TSelf value);

    /// <summary>Applies a function computed in double precision and rounds its result to the lane type.</summary>
    /// <typeparam name="TFunction">The function, as a struct with a static method.</typeparam>
    static abstract TSelf InDouble<TFunction>(TSelf value) where TFunction : struct, IUnaryFunction;

    /// <summary>Applies a function of two values computed in double precision and rounds its result to the lane type.</summary>
    /// <typeparam name="TFunction">The function, as a struct with a static method.</typeparam>
    static abstract TSelf InDouble<TFunction>(TSelf left, TSelf right) where TFunction : struct, IBinaryFunction;
}
