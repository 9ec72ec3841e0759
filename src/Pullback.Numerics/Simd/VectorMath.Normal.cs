using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Standard normal density <c>φ(x)</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV NormalPdf<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? NormalPdfDouble<TV, T>(x) : TV.InDouble<Functions.NormalPdfFunction>(x);

    /// <summary>Standard normal distribution function <c>Φ(x)</c>, accurate in the lower tail.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV NormalCdf<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? NormalCdfDouble<TV, T>(x) : TV.InDouble<Functions.NormalCdfFunction>(x);

    /// <summary><c>ln Φ(x)</c>, accurate in both tails.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LogNormalCdf<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? LogNormalCdfDouble<TV, T>(x) : TV.InDouble<Functions.LogNormalCdfFunction>(x);

    /// <summary><c>φ(x)/Φ(x)</c>, the derivative of <c>ln Φ(x)</c>, accurate in both tails.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV NormalHazard<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? NormalHazardDouble<TV, T>(x) : TV.InDouble<Functions.NormalHazardFunction>(x);

    /// <summary>Quantile <c>Φ⁻¹(p)</c> of the standard normal distribution.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV NormalQuantile<TV, T>(TV p)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? NormalQuantileDouble<TV, T>(p) : TV.InDouble<Functions.NormalQuantileFunction>(p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalPdfDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TV.Constant(0.3989422804014327) * ExpOfNegativeSquare<TV, T>(TV.Abs(x), TV.Constant(0.5));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalCdfDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV half = TV.Constant(0.5);
        TV z = TV.Abs(x) * TV.Constant(0.7071067811865476);
        TV tail = ExpOfNegativeSquare<TV, T>(TV.Abs(x), half) * (half * ErfcxOfPositive<TV, T>(z));
        TV central = TV.FusedMultiplyAdd(half, ErfOfSmall<TV, T>(x * TV.Constant(0.7071067811865476)), half);
        TV outer = TV.Select(TV.LessThan(x, TV.Constant(0.0)), tail, TV.Constant(1.0) - tail);
        return TV.Select(TV.LessThan(z, half), central, outer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogNormalCdfDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV half = TV.Constant(0.5);
        TV z = TV.Abs(x) * TV.Constant(0.7071067811865476);
        TV scaled = half * ErfcxOfPositive<TV, T>(z);
        TV tail = ExpOfNegativeSquare<TV, T>(TV.Abs(x), half) * scaled;
        // ln(1 - Φ(-x)) in the middle and above, ln of the scaled function in the lower tail.
        TV erf = ErfOfSmall<TV, T>(x * TV.Constant(0.7071067811865476));
        TV upper = TV.Select(TV.LessThan(z, half), TV.FusedMultiplyAdd(-half, erf, half), tail);
        TV central = one - upper;
        TV inTail = TV.LessThan(x, TV.Constant(-0.7));
        TV u = TV.Select(inTail, scaled, central);
        TV lost = TV.Select(inTail, TV.Constant(0.0), (one - central) - upper);
        TV result = LogOfSum<TV, T>(u, lost);
        return TV.Select(inTail, TV.FusedMultiplyAdd(x * TV.Constant(-0.5), x, result), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalHazardDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV a = TV.Abs(x);
        TV scaled = ErfcxOfPositive<TV, T>(a * TV.Constant(0.7071067811865476));
        TV density = ExpOfNegativeSquare<TV, T>(a, TV.Constant(0.5));
        TV positive = TV.GreaterThan(x, TV.Constant(0.0));
        TV scale = TV.Constant(0.7978845608028654);
        TV denominator = TV.Select(positive, TV.FusedMultiplyAdd(-density, scaled, TV.Constant(2.0)), scaled);
        return TV.Select(positive, scale * density, scale) / denominator;
    }

    /// <summary>Rational approximations in three regions: Wichura, Appl. Statist. 37 (1988) 477, algorithm AS 241, routine PPND16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV NormalQuantileDouble<TV, T>(TV p)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV half = TV.Constant(0.5);
        TV one = TV.Constant(1.0);
        TV zero = TV.Constant(0.0);
        TV q = p - half;
        TV tail = TV.Sqrt(-Log<TV, T>(TV.Select(TV.LessThan(q, zero), p, one - p)));
        TV central = TV.LessThanOrEqual(TV.Abs(q), TV.Constant(0.425));
        TV far = TV.GreaterThan(tail, TV.Constant(5.0));
        TV r = TV.Select(far, tail - TV.Constant(5.0), tail - TV.Constant(1.6));
        r = TV.Select(central, TV.FusedMultiplyAdd(-q, q, TV.Constant(0.180625)), r);
        TV numerator = Step<TV, T>(zero, r, central, far, 2509.0809287301227, 0.0007745450142783414, 2.0103343992922881e-07);
        numerator = Step<TV, T>(numerator, r, central, far, 33430.57558358813, 0.022723844989269184, 2.7115555687434876e-05);
        numerator = Step<TV, T>(numerator, r, central, far, 67265.7709270087, 0.2417807251774506, 0.0012426609473880784);
        numerator = Step<TV, T>(numerator, r, central, far, 45921.95393154987, 1.2704582524523684, 0.026532189526576124);
        numerator = Step<TV, T>(numerator, r, central, far, 13731.69376550946, 3.6478483247632045, 0.29656057182850487);
        numerator = Step<TV, T>(numerator, r, central, far, 1971.5909503065513, 5.769497221460691, 1.7848265399172913);
        numerator = Step<TV, T>(numerator, r, central, far, 133.14166789178438, 4.630337846156546, 5.463784911164114);
        numerator = Step<TV, T>(numerator, r, central, far, 3.3871328727963665, 1.4234371107496835, 6.657904643501103);
        TV denominator = Step<TV, T>(zero, r, central, far, 5226.495278852854, 1.0507500716444169e-09, 2.0442631033899397e-15);
        denominator = Step<TV, T>(denominator, r, central, far, 28729.085735721943, 0.0005475938084995345, 1.421511758316446e-07);
        denominator = Step<TV, T>(denominator, r, central, far, 39307.89580009271, 0.015198666563616457, 1.8463183175100548e-05);
        denominator = Step<TV, T>(denominator, r, central, far, 21213.794301586597, 0.14810397642748008, 0.0007868691311456133);
        denominator = Step<TV, T>(denominator, r, central, far, 5394.196021424751, 0.6897673349851, 0.014875361290850615);
        denominator = Step<TV, T>(denominator, r, central, far, 687.1870074920579, 1.6763848301838038, 0.1369298809227358);
        denominator = Step<TV, T>(denominator, r, central, far, 42.31333070160091, 2.053191626637759, 0.599832206555888);
        denominator = Step<TV, T>(denominator, r, central, far, 1.0, 1.0, 1.0);
        TV ratio = TV.Select(central, q, TV.Select(TV.LessThan(q, zero), -one, one)) * (numerator / denominator);
        TV infinity = TV.Constant(double.PositiveInfinity);
        ratio = TV.Select(TV.Equal(p, zero), -infinity, ratio);
        ratio = TV.Select(TV.Equal(p, one), infinity, ratio);
        TV valid = TV.GreaterThanOrEqual(p, zero) & TV.LessThanOrEqual(p, one);
        return TV.Select(valid, ratio, TV.Constant(double.NaN));
    }

    /// <summary>One step of Horner's rule with a coefficient for each of three regions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Step<TV, T>(TV sum, TV r, TV central, TV far, double inCentre, double between, double inFarTail)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TV.FusedMultiplyAdd(
            sum, r, TV.Select(central, TV.Constant(inCentre), TV.Select(far, TV.Constant(inFarTail), TV.Constant(between))));
}
