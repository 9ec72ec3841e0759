using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Power <c>xʸ</c> with the edges of IEEE 754.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Pow<TV, T>(TV x, TV y)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? PowDouble<TV, T>(x, y) : TV.InDouble<Functions.PowFunction>(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV PowDouble<TV, T>(TV x, TV y)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV zero = TV.Constant(0.0);
        TV one = TV.Constant(1.0);
        TV infinity = TV.Constant(double.PositiveInfinity);
        TV ax = TV.Abs(x);
        (TV log, TV logLow) = LogInTwoParts<TV, T>(ax);
        log = TV.Select(TV.Equal(ax, zero), -infinity, log);
        log = TV.Select(TV.Equal(ax, infinity), infinity, log);

        // exp(p + rest), p + rest = y·ln|x| to twice the precision.
        TV p = y * log;
        TV rest = TV.FusedMultiplyAdd(y, logLow, TV.FusedMultiplyAdd(y, log, -p));
        TV n = NearestMultipleOfLn2<TV, T>(p);
        TV r = TV.FusedMultiplyAdd(n, TV.Constant(-0.6931471803691238), p)
            + TV.FusedMultiplyAdd(n, TV.Constant(-1.9082149292705877e-10), rest);
        TV magnitude = TV.Scale(Expm1Polynomial<TV, T>(r) + one, n);
        magnitude = TV.Select(TV.GreaterThan(p, TV.Constant(710.0)), infinity, magnitude);
        magnitude = TV.Select(TV.LessThan(p, TV.Constant(-746.0)), zero, magnitude);

        TV unitToInfinity = TV.Equal(ax, one) & TV.Equal(TV.Abs(y), infinity);
        magnitude = TV.Select(unitToInfinity, one, magnitude);

        // A negative base: odd integer powers are negative, powers that are no integer do not exist.
        TV halfY = y * TV.Constant(0.5);
        TV integer = TV.Equal(TV.Floor(y), y);
        TV odd = integer & ~TV.Equal(TV.Floor(halfY), halfY);
        TV result = TV.Select(odd, WithSignOf<TV, T>(magnitude, x), magnitude);
        TV finiteNegative = TV.LessThan(x, zero) & TV.GreaterThan(x, -infinity);
        TV nan = TV.Constant(double.NaN);
        result = TV.Select(finiteNegative & ~integer, nan, result);
        result = TV.Select(TV.IsNaN(x) | TV.IsNaN(y), nan, result);
        return TV.Select(TV.Equal(y, zero) | TV.Equal(x, one), one, result);
    }

    /// <summary>The logarithm of a positive finite number as an unevaluated sum, relative error about 2⁻⁶⁶.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TV High, TV Low) LogInTwoParts<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TV m, TV k) = SplitNearOne<TV, T>(x);
        TV two = TV.Constant(2.0);
        TV f = m - TV.Constant(1.0);
        TV d = two + f;
        TV dLow = f - (d - two);
        TV s = f / d;
        TV sLow = TV.FusedMultiplyAdd(-s, dLow, TV.FusedMultiplyAdd(-s, d, f)) / d;
        TV z = s * s;
        TV zLow = TV.FusedMultiplyAdd(s + s, sLow, TV.FusedMultiplyAdd(s, s, -z));

        // 2 artanh s = 2s + s·z·(2/3 + z·q(z)); the bracket and its products in two parts.
        TV q = TV.Constant(0.11723603622905411);
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.11706195689881364));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.13334806212100603));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.15384594934597917));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.1818181833565416));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.22222222221654733));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.2857142857142937));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.4));
        TV t = z * q;
        TV third = TV.Constant(0.6666666666666666);
        TV u = third + t;
        TV uLow = ((third - u) + t) + TV.Constant(3.700743415417188e-17);
        TV v = z * u;
        TV vLow = TV.FusedMultiplyAdd(z, uLow, TV.FusedMultiplyAdd(zLow, u, TV.FusedMultiplyAdd(z, u, -v)));
        TV w = s * v;
        TV wLow = TV.FusedMultiplyAdd(s, vLow, TV.FusedMultiplyAdd(sLow, v, TV.FusedMultiplyAdd(s, v, -w)));

        TV a = s + s;
        TV h = a + w;
        TV low = ((a - h) + w) + (wLow + (sLow + sLow));
        TV power = k * TV.Constant(0.6931471803691238);
        TV sum = power + h;
        low += (power - sum) + h;
        low = TV.FusedMultiplyAdd(k, TV.Constant(1.9082149292705877e-10), low);
        TV high = sum + low;
        return (high, (sum - high) + low);
    }
}
