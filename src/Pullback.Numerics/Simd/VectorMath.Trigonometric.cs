using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Above this magnitude a multiple of π/2 no longer fits the three-part subtraction.</summary>
    private const double LargeAngle = 1.0e6;

    /// <summary>Sine; argument in radians.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sin<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? SinDouble<TV, T>(x) : TV.InDouble<Functions.SinFunction>(x);

    /// <summary>Cosine; argument in radians.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Cos<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? CosDouble<TV, T>(x) : TV.InDouble<Functions.CosFunction>(x);

    /// <summary>Arc tangent, in <c>[-π/2, π/2]</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Atan<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? AtanDouble<TV, T>(x) : TV.InDouble<Functions.AtanFunction>(x);

    /// <summary>Angle of the point <c>(x, y)</c> from the positive x axis, in <c>[-π, π]</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Atan2<TV, T>(TV y, TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? Atan2Double<TV, T>(y, x) : TV.InDouble<Functions.Atan2Function>(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SinDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TV high, TV low, TV quadrant) = ReduceByHalfPi<TV, T>(x);
        TV result = InQuadrant<TV, T>(quadrant, SinReduced<TV, T>(high, low), CosReduced<TV, T>(high, low));
        return TV.Select(TV.Equal(x, TV.Constant(0.0)), x, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV CosDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (TV high, TV low, TV quadrant) = ReduceByHalfPi<TV, T>(x);
        quadrant = TV.AddBits(quadrant, TV.FromBits(1));
        return InQuadrant<TV, T>(quadrant, SinReduced<TV, T>(high, low), CosReduced<TV, T>(high, low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV AtanDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV a = TV.Abs(x);
        TV large = TV.GreaterThan(a, one);
        TV angle = AtanUnit<TV, T>(TV.Select(large, one / a, a));
        TV complement = (TV.Constant(1.5707963267948966) - angle) + TV.Constant(6.123233995736766e-17);
        return WithSignOf<TV, T>(TV.Select(large, complement, angle), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Atan2Double<TV, T>(TV y, TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV zero = TV.Constant(0.0);
        TV one = TV.Constant(1.0);
        TV ax = TV.Abs(x);
        TV ay = TV.Abs(y);
        TV steep = TV.GreaterThan(ay, ax);
        TV smaller = TV.Select(steep, ax, ay);
        TV larger = TV.Select(steep, ay, ax);
        TV ratio = smaller / larger;
        ratio = TV.Select(TV.Equal(smaller, TV.Constant(double.PositiveInfinity)), one, ratio);
        ratio = TV.Select(TV.Equal(smaller, zero), zero, ratio);
        TV angle = AtanUnit<TV, T>(ratio);
        angle = TV.Select(steep, (TV.Constant(1.5707963267948966) - angle) + TV.Constant(6.123233995736766e-17), angle);
        TV leftward = TV.LessThan(WithSignOf<TV, T>(one, x), zero);
        angle = TV.Select(leftward, (TV.Constant(3.141592653589793) - angle) + TV.Constant(1.2246467991473532e-16), angle);
        angle = WithSignOf<TV, T>(angle, y);
        return TV.Select(TV.IsNaN(x) | TV.IsNaN(y), TV.Constant(double.NaN), angle);
    }

    /// <summary>Arc tangent for <c>0 ≤ w ≤ 1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV AtanUnit<TV, T>(TV w)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV z = w * w;
        TV q = TV.Constant(1.806195461861215e-05);
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.00019996189377901382));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.0010496035084968515));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.0034958859739163094));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.008368931178450162));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.015535152475414177));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.023696731580048622));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.031277189066996385));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.03749486812535247));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.04260356632601652));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.04737749579527779));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.052579733342841106));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.05881506877793656));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.06666564699289104));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.07692298971033217));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.09090908590891934));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.11111111093490827));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.14285714285384132));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.1999999999999753));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.3333333333333333));
        return TV.FusedMultiplyAdd(w * z, q, w);
    }

    /// <summary><c>x = n·π/2 + high + low</c> with <c>|high| ≤ π/4</c>; the low bits of <c>Quadrant</c> are those of <c>n</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TV High, TV Low, TV Quadrant) ReduceByHalfPi<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV magic = TV.Constant(6755399441055744.0);
        TV quadrant = TV.FusedMultiplyAdd(x, TV.Constant(0.6366197723675814), magic);
        TV n = quadrant - magic;
        // π/2 in three parts. The first subtraction is exact; what the second loses is kept in low.
        TV first = TV.FusedMultiplyAdd(n, TV.Constant(-1.5707963267948966), x);
        TV part = n * TV.Constant(6.123233995736766e-17);
        TV partLost = TV.FusedMultiplyAdd(n, TV.Constant(6.123233995736766e-17), -part);
        TV sum = first - part;
        TV partRounded = first - sum;
        TV lost = (first - (sum + partRounded)) + (partRounded - part);
        lost -= TV.FusedMultiplyAdd(n, TV.Constant(-1.4973849048591698e-33), partLost);
        TV high = sum + lost;
        TV low = (sum - high) + lost;
        TV large = TV.GreaterThan(TV.Abs(x), TV.Constant(LargeAngle));
        if (TV.Any(large))
            ReduceLargeAngles<TV, T>(x, ref high, ref low, ref quadrant);
        return (high, low, quadrant);
    }

    /// <summary>Replaces the reduction of the lanes that are too large for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void ReduceLargeAngles<TV, T>(TV x, ref TV high, ref TV low, ref TV quadrant)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* highs = stackalloc T[TV.Count];
        T* lows = stackalloc T[TV.Count];
        T* quadrants = stackalloc T[TV.Count];
        TV.Store(high, highs);
        TV.Store(low, lows);
        TV.Store(quadrant, quadrants);
        for (int lane = 0; lane < TV.Count; lane++)
        {
            double angle = double.CreateTruncating(TV.Lane(x, lane));
            if (!(Math.Abs(angle) > LargeAngle))
                continue;
            (double h, double l, int n) = LargeAngleReduction.Reduce(angle);
            highs[lane] = T.CreateTruncating(h);
            lows[lane] = T.CreateTruncating(l);
            quadrants[lane] = T.CreateTruncating(6755399441055744.0 + n);
        }

        high = TV.Load(highs);
        low = TV.Load(lows);
        quadrant = TV.Load(quadrants);
    }

    /// <summary>Sine of <c>high + low</c>, <c>|high| ≤ π/4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SinReduced<TV, T>(TV high, TV low)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV z = high * high;
        TV q = TV.Constant(1.5917988979397435e-10);
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-2.5051129896450185e-08));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(2.7557316093198404e-06));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.00019841269836740532));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.008333333333330936));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.16666666666666666));
        TV slope = TV.FusedMultiplyAdd(z, TV.Constant(-0.5), TV.Constant(1.0));
        return high + TV.FusedMultiplyAdd(high * z, q, low * slope);
    }

    /// <summary>Cosine of <c>high + low</c>, <c>|high| ≤ π/4</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV CosReduced<TV, T>(TV high, TV low)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV z = high * high;
        TV q = TV.Constant(-1.138254464534925e-11);
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(2.087614504941318e-09));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-2.755731726587808e-07));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(2.48015872987544e-05));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.0013888888888887389));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.041666666666666664));
        TV one = TV.Constant(1.0);
        TV half = z * TV.Constant(0.5);
        TV leading = one - half;
        TV lost = (one - leading) - half;
        return leading + (lost + TV.FusedMultiplyAdd(z * z, q, -(high * low)));
    }

    /// <summary>The sine in a quadrant from sine and cosine of the reduced angle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV InQuadrant<TV, T>(TV quadrant, TV sine, TV cosine)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV odd = TV.LessThan(TV.ShiftBitsLeft(quadrant, 63) | TV.Constant(1.0), TV.Constant(0.0));
        TV sign = TV.ShiftBitsLeft(quadrant, 62) & TV.Constant(-0.0);
        return TV.Select(odd, cosine, sine) ^ sign;
    }
}
