using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Natural logarithm.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TV m, TV k) = SplitNearOne<TV, T>(x);
        TV result = LogReduced<TV, T>(m - TV.Constant(1.0), k);
        return LogEdges<TV, T>(x, result);
    }

    /// <summary><c>ln(1 + x)</c> without loss near zero.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log1P<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV u = one + x;
        // What rounding lost in u, exactly (Knuth's sum of two numbers in any order).
        TV xRounded = u - one;
        TV lost = (one - (u - xRounded)) + (x - xRounded);
        TV result = LogOfSum<TV, T>(u, lost);
        return TV.Select(TV.Equal(x, TV.Constant(0.0)), x, result);
    }

    /// <summary><c>ln(u + lost)</c> where <c>lost</c> is what rounding took from a sum <c>u</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogOfSum<TV, T>(TV u, TV lost)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TV m, TV k) = SplitNearOne<TV, T>(u);
        TV correction = TV.Select(TV.LessThan(k, TV.Constant(64.0)), lost * PowerOfTwo<TV, T>(-k), TV.Constant(0.0));
        return LogEdges<TV, T>(u, LogReduced<TV, T>((m - TV.Constant(1.0)) + correction, k));
    }

    /// <summary><c>x = m·2ᵏ</c> with <c>m</c> in <c>[√½, √2]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TV M, TV K) SplitNearOne<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV m = TV.Mantissa(x);
        TV k = TV.Exponent(x);
        TV large = TV.GreaterThan(m, TV.Constant(1.4142135623730951));
        return (TV.Select(large, m * TV.Constant(0.5), m), TV.Select(large, k + TV.Constant(1.0), k));
    }

    /// <summary><c>ln(1 + f) + k ln 2</c> for <c>√½ ≤ 1 + f ≤ √2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogReduced<TV, T>(TV f, TV k)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
        {
            // With s = f/(2 + f): ln(1 + f) = 2 artanh s = 2s + s·z·q(z), z = s², and 2s = f - s·f.
            TV s = f / (TV.Constant(2.0) + f);
            TV z = s * s;
            TV q = TV.Constant(0.14617807153417325);
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.15331611722055008));
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.1818289243253687));
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.22222211089379496));
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.28571428626253836));
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.3999999999989889));
            q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.666666666666667));
            TV tail = TV.FusedMultiplyAdd(s, TV.FusedMultiplyAdd(z, q, -f), k * TV.Constant(1.9082149292705877e-10));
            return TV.FusedMultiplyAdd(k, TV.Constant(0.6931471803691238), f + tail);
        }
        else
        {
            // ln(1 + f) = f - f²/2 + f³ q(f).
            TV z = f * f;
            TV q = TV.Constant(0.06971611471451178);
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(-0.11479733846637635));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(0.1168541992348674));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(-0.12425687331451106));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(0.1424905764569748));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(-0.16667802319501254));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(0.200007157488921));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(-0.24999996957950882));
            q = TV.FusedMultiplyAdd(q, f, TV.Constant(0.33333331180030046));
            TV tail = TV.FusedMultiplyAdd(f * z, q, z * TV.Constant(-0.5));
            tail = TV.FusedMultiplyAdd(k, TV.Constant(-2.1219444005469057e-4), tail);
            return TV.FusedMultiplyAdd(k, TV.Constant(0.693359375), f + tail);
        }
    }

    /// <summary>The logarithm of zero, negative values, infinity and NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogEdges<TV, T>(TV x, TV result)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV zero = TV.Constant(0.0);
        TV infinity = TV.Constant(double.PositiveInfinity);
        TV edge = TV.Select(TV.LessThan(x, zero), TV.Constant(double.NaN), x);
        edge = TV.Select(TV.Equal(x, zero), -infinity, edge);
        return TV.Select(TV.GreaterThan(x, zero) & TV.LessThan(x, infinity), result, edge);
    }
}
