using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Exponential <c>eˣ</c>.</summary>
    /// <typeparam name="TV">Lanes.</typeparam>
    /// <typeparam name="T">Lane type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV n = NearestMultipleOfLn2<TV, T>(x);
        TV p = Expm1Reduced<TV, T>(x, n) + TV.Constant(1.0);
        TV result = TV.Scale(p, n);
        result = TV.Select(TV.GreaterThan(x, LargestExpArgument<TV, T>()), TV.Constant(double.PositiveInfinity), result);
        return TV.Select(TV.LessThan(x, SmallestExpArgument<TV, T>()), TV.Constant(0.0), result);
    }

    /// <summary>Exponential <c>eˣ</c> of values whose exponential does not overflow, with less work; NaN for NaN, unspecified above 709 (88 in single precision).</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ExpWithoutOverflow<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Below the clamp the power of two rounds the result to zero.
        TV clamp = TV.Constant(typeof(T) == typeof(double) ? -747.0 : -105.0);
        TV clamped = TV.Larger(clamp, x);
        TV n = NearestMultipleOfLn2<TV, T>(clamped);
        return TV.Scale(Expm1Reduced<TV, T>(clamped, n) + TV.Constant(1.0), n);
    }

    /// <summary><c>eˣ - 1</c> without cancellation near zero.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Expm1<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV n = NearestMultipleOfLn2<TV, T>(x);
        TV p = Expm1Reduced<TV, T>(x, n);
        TV one = TV.Constant(1.0);
        // 2ⁿ(p + 1 - 2⁻ⁿ): for n = 0 nothing is added to p, for large n the last term vanishes before its power leaves the range.
        TV shift = TV.Select(TV.GreaterThan(n, TV.Constant(64.0)), one, one - PowerOfTwo<TV, T>(-n));
        TV result = TV.Scale(p + shift, n);
        result = TV.Select(TV.GreaterThan(x, LargestExpArgument<TV, T>()), TV.Constant(double.PositiveInfinity), result);
        result = TV.Select(TV.LessThan(x, TV.Constant(-40.0)), TV.Constant(-1.0), result);
        return TV.Select(TV.Equal(x, TV.Constant(0.0)), x, result);
    }

    /// <summary>The integer nearest to <c>x / ln 2</c>, as a floating-point number; for huge <c>x</c> any value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NearestMultipleOfLn2<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Adding 1.5·2⁵² (or 1.5·2²³) leaves no room for a fraction: the sum is rounded to an integer.
        TV magic = typeof(T) == typeof(double) ? TV.Constant(6755399441055744.0) : TV.Constant(12582912.0);
        return TV.FusedMultiplyAdd(x, TV.Constant(1.4426950408889634), magic) - magic;
    }

    /// <summary><c>eʳ - 1</c> for <c>r = x - n ln 2</c>, <c>|r| ≤ ½ ln 2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Expm1Reduced<TV, T>(TV x, TV n)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // ln 2 in two parts; n times the first is exact.
        if (typeof(T) == typeof(double))
        {
            TV r = TV.FusedMultiplyAdd(n, TV.Constant(-0.6931471803691238), x);
            return Expm1Polynomial<TV, T>(TV.FusedMultiplyAdd(n, TV.Constant(-1.9082149292705877e-10), r));
        }
        else
        {
            TV r = TV.FusedMultiplyAdd(n, TV.Constant(-0.693359375), x);
            return Expm1Polynomial<TV, T>(TV.FusedMultiplyAdd(n, TV.Constant(2.1219444005469057e-4), r));
        }
    }

    /// <summary><c>eʳ - 1</c> for <c>|r| ≤ ½ ln 2</c>, as <c>r + r² q(r)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Expm1Polynomial<TV, T>(TV r)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            TV q = TV.Constant(2.5100472505694996e-08);
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(2.7620201591031547e-07));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(2.7557268276905696e-06));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(2.4801521057868204e-05));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.00019841269863171557));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.0013888888917367081));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.008333333333330039));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.041666666666623824));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.16666666666666669));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.5000000000000001));
            return TV.FusedMultiplyAdd(r * r, q, r);
        }
        else
        {
            TV q = TV.Constant(0.0013926250831497611);
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.008363232883682618));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.04166655421298415));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.16666576666119928));
            q = TV.FusedMultiplyAdd(q, r, TV.Constant(0.5));
            return TV.FusedMultiplyAdd(r * r, q, r);
        }
    }

    /// <summary>The largest argument whose exponential is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LargestExpArgument<TV, T>()
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? TV.Constant(709.782712893384) : TV.Constant(88.72283172607422);

    /// <summary>The smallest argument whose exponential does not round to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SmallestExpArgument<TV, T>()
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? TV.Constant(-745.1332191019411) : TV.Constant(-103.97207641601562);
}
