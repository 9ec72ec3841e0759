using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Logarithm of the gamma function for <c>x ≥ 0</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LogGamma<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? LogGammaDouble<TV, T>(x) : TV.InDouble<Functions.LogGammaFunction>(x);

    /// <summary>Digamma function <c>ψ(x)</c>, the derivative of <c>ln Γ(x)</c>, for <c>x ≥ 0</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Digamma<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? DigammaDouble<TV, T>(x) : TV.InDouble<Functions.DigammaFunction>(x);

    /// <summary>Trigamma function <c>ψ′(x)</c> for <c>x ≥ 0</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Trigamma<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? PolygammaDouble<TV, T>(1, x) : TV.InDouble<Functions.TrigammaFunction>(x);

    /// <summary>Polygamma function <c>ψ⁽ⁿ⁾(x)</c>, the n-th derivative of the digamma function, for <c>x ≥ 0</c>; double lanes.</summary>
    /// <typeparam name="TV">Lanes.</typeparam>
    /// <param name="order">Order n, from 0 to 100.</param>
    /// <param name="x">Argument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Polygamma<TV>(int order, TV x)
        where TV : unmanaged, ISimd<TV, double> =>
        order == 0 ? DigammaDouble<TV, double>(x) : PolygammaDouble<TV, double>(order, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogGammaDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV zero = TV.Constant(0.0);
        TV half = TV.Constant(0.5);
        TV one = TV.Constant(1.0);
        TV upper = TV.Constant(2.5);

        // x in [2.5, 8): step down to z in [1.5, 2.5), Γ(x) = Γ(z)·product.
        TV z = x;
        TV product = one;
        for (int step = 0; step < 6; step++)
        {
            TV above = TV.GreaterThanOrEqual(z, upper);
            z = TV.Select(above, z - one, z);
            product = TV.Select(above, product * z, product);
        }

        // x below 1.5: step up by one or two, Γ(x) = Γ(z)/x or Γ(z)/(x(x + 1)). d = z - 2 without rounding.
        TV large = TV.GreaterThanOrEqual(x, TV.Constant(8.0));
        TV small = TV.LessThan(x, half);
        TV below = TV.LessThan(x, TV.Constant(1.5));
        TV d = TV.Select(small, x, TV.Select(below, x - one, z - TV.Constant(2.0)));
        TV argument = TV.Select(small, TV.FusedMultiplyAdd(x, x, x), TV.Select(below, x, product));
        TV log = Log<TV, T>(TV.Select(large, x, argument));
        TV q = TV.Constant(6.379047507619774e-08);
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-1.3412819758517287e-07));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(2.0304806751615227e-07));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-4.303558760359961e-07));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(9.578663334114758e-07));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-2.0449201467015115e-06));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(4.374374916915131e-06));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-9.438458716242811e-06));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(2.050726741605779e-05));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-4.4926351103833334e-05));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(9.945750909889392e-05));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.00022315475074520367));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.0005096695248853096));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.0011927539120010226));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.002890510330738737));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.0073855510286681535));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.02058080842778457));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.06735230105319814));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.3224670334241132));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.42278433509846713));
        TV result = TV.FusedMultiplyAdd(d, q, TV.Select(below, -log, log));

        // Stirling's series.
        TV inverse = one / x;
        TV w = inverse * inverse;
        TV tail = TV.Constant(-0.029550653594771242);
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.00641025641025641));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.0019175269175269176));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.0008417508417508417));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.0005952380952380953));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.0007936507936507937));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.002777777777777778));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.08333333333333333));
        TV stirling = TV.FusedMultiplyAdd(x - half, log - one, TV.FusedMultiplyAdd(tail, inverse, TV.Constant(0.4189385332046727)));
        result = TV.Select(large, stirling, result);
        return TV.Select(TV.LessThan(x, zero), TV.Constant(double.NaN), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV DigammaDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV zero = TV.Constant(0.0);
        TV one = TV.Constant(1.0);
        TV two = TV.Constant(2.0);

        // Step to z in [1, 2]; the reciprocals on the way are one fraction, so there is one division.
        TV below = TV.LessThan(x, one);
        TV z = TV.Select(below, x + one, x);
        TV numerator = TV.Select(below, -one, zero);
        TV denominator = TV.Select(below, x, one);
        for (int step = 0; step < 8; step++)
        {
            TV above = TV.GreaterThan(z, two);
            z = TV.Select(above, z - one, z);
            numerator = TV.Select(above, TV.FusedMultiplyAdd(numerator, z, denominator), numerator);
            denominator = TV.Select(above, denominator * z, denominator);
        }

        // ψ(z) = (z - root)·q(z - 1.5), the root in two parts.
        TV d = z - TV.Constant(1.5);
        TV q = TV.Constant(-0.00017312261802727394);
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.00025968482126430747));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.00015148586836773365));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.0002272331660987376));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.0004821990530566789));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.0007233266279287554));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.0010376374098418604));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.0015566317474486838));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.002345267632540769));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.003519006401502276));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.005279964873257405));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.007926944646403797));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.011908218001568644));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.0179072524394512));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.02697579675613825));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.04076083381242074));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.061922133273064534));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.09498872445494122));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.14840492305390884));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.2405424842407742));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(-0.4236274212814605));
        q = TV.FusedMultiplyAdd(q, d, TV.Constant(0.951055876031833));
        TV distance = (z - TV.Constant(1.4616321449683622)) - TV.Constant(9.549995429965697e-17);
        TV result = TV.FusedMultiplyAdd(distance, q, numerator / denominator);

        TV inverse = one / x;
        TV w = inverse * inverse;
        TV tail = TV.Constant(-0.4432598039215686);
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.08333333333333333));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.021092796092796094));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.007575757575757576));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.004166666666666667));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.003968253968253968));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(-0.008333333333333333));
        tail = TV.FusedMultiplyAdd(tail, w, TV.Constant(0.08333333333333333));
        TV asymptotic = Log<TV, T>(x) - TV.FusedMultiplyAdd(tail, w, inverse * TV.Constant(0.5));
        result = TV.Select(TV.GreaterThanOrEqual(x, TV.Constant(10.0)), asymptotic, result);
        return TV.Select(TV.LessThan(x, zero), TV.Constant(double.NaN), result);
    }

    /// <summary><c>ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! ζ(n + 1, x)</c> for n ≥ 1; the zeta function by Euler and Maclaurin's formula.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV PolygammaDouble<TV, T>(int order, TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        double s = order + 1.0;
        int terms = 10 + order;
        TV sum = TV.Constant(0.0);
        for (int k = terms - 1; k >= 0; k--)
            sum += InversePower<TV, T>(x + TV.Constant(k), order + 1);

        TV y = x + TV.Constant(terms);
        TV inverse = one / y;
        TV w = inverse * inverse;
        // Σ B₂ₖ/(2k)! · s(s+1)…(s+2k-2) · y^(-s-2k+1), from the smallest term.
        TV series = TV.Constant(0.0);
        for (int k = BernoulliOverFactorial.Length; k >= 1; k--)
        {
            double rising = BernoulliOverFactorial[k - 1];
            for (int j = 0; j < (2 * k) - 1; j++)
                rising *= s + j;
            series = TV.FusedMultiplyAdd(series, w, TV.Constant(rising));
        }

        // y^(-n)·(1/n + (1/2 + …)/y): the power is taken once, so nothing underflows before the result does.
        TV scaled = TV.FusedMultiplyAdd(series, inverse, TV.Constant(0.5));
        scaled = TV.FusedMultiplyAdd(scaled, inverse, TV.Constant(1.0 / order));
        TV zeta = TV.FusedMultiplyAdd(scaled, InversePower<TV, T>(y, order), sum);

        double factor = (order & 1) == 1 ? 1.0 : -1.0;
        for (int j = 2; j <= order; j++)
            factor *= j;
        TV result = TV.Constant(factor) * zeta;
        TV infinity = TV.Constant(double.PositiveInfinity);
        result = TV.Select(TV.Equal(x, infinity), TV.Constant(factor < 0.0 ? -0.0 : 0.0), result);
        return TV.Select(TV.LessThan(x, TV.Constant(0.0)), TV.Constant(double.NaN), result);
    }

    /// <summary><c>B₂ₖ/(2k)!</c> for k = 1, 2, ….</summary>
    private static ReadOnlySpan<double> BernoulliOverFactorial =>
    [
        0.08333333333333333, -0.001388888888888889, 3.306878306878307e-05, -8.267195767195768e-07, 2.08767569878681e-08,
        -5.284190138687493e-10, 1.3382536530684679e-11, -3.3896802963225827e-13, 8.586062056277845e-15, -2.174868698558062e-16,
    ];

    /// <summary><c>x⁻ⁿ</c> for n ≥ 1 by repeated squaring of the reciprocal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV InversePower<TV, T>(TV x, int n)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV square = TV.Constant(1.0) / x;
        TV result = TV.Constant(1.0);
        for (int rest = n; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
                result *= square;
            square *= square;
        }

        return result;
    }
}
