using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Error function <c>erf x = 2/√π ∫₀ˣ exp(-t²) dt</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Erf<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? ErfDouble<TV, T>(x) : TV.InDouble<Functions.ErfFunction>(x);

    /// <summary>Complementary error function <c>1 - erf x</c>, accurate in the tail.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Erfc<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? ErfcDouble<TV, T>(x) : TV.InDouble<Functions.ErfcFunction>(x);

    /// <summary>Scaled complementary error function <c>exp(x²) erfc x</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Erfcx<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? ErfcxDouble<TV, T>(x) : TV.InDouble<Functions.ErfcxFunction>(x);

    /// <summary>Logarithm of the complementary error function.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LogErfc<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? LogErfcDouble<TV, T>(x) : TV.InDouble<Functions.LogErfcFunction>(x);

    /// <summary><c>(2/√π) exp(-x²)/erfc x</c>, the negative derivative of <see cref="LogErfc{TV, T}"/>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV ErfcHazard<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? ErfcHazardDouble<TV, T>(x) : TV.InDouble<Functions.ErfcHazardFunction>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV a = TV.Abs(x);
        TV large = one - (ExpOfNegativeSquare<TV, T>(a, one) * ErfcxOfPositive<TV, T>(a));
        return TV.Select(TV.LessThan(a, one), ErfOfSmall<TV, T>(x), WithSignOf<TV, T>(large, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfcDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV half = TV.Constant(0.5);
        TV a = TV.Abs(x);
        TV tail = ExpOfNegativeSquare<TV, T>(a, one) * ErfcxOfPositive<TV, T>(a);
        TV large = TV.Select(TV.LessThan(x, TV.Constant(0.0)), TV.Constant(2.0) - tail, tail);
        return TV.Select(TV.LessThan(a, half), one - ErfOfSmall<TV, T>(x), large);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfcxDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV a = TV.Abs(x);
        TV positive = ErfcxOfPositive<TV, T>(a);
        TV square = a * a;
        TV lost = TV.FusedMultiplyAdd(a, a, -square);
        TV growth = Exp<TV, T>(square);
        // Beyond the range of the exponential the square is infinite or its remainder irrelevant.
        TV corrected = TV.FusedMultiplyAdd(growth, lost, growth);
        growth = TV.Select(TV.LessThan(growth, TV.Constant(double.PositiveInfinity)), corrected, growth);
        return TV.Select(TV.LessThan(x, TV.Constant(0.0)), (growth + growth) - positive, positive);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV LogErfcDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV two = TV.Constant(2.0);
        TV zero = TV.Constant(0.0);
        TV a = TV.Abs(x);
        TV scaled = ErfcxOfPositive<TV, T>(a);
        TV tail = ExpOfNegativeSquare<TV, T>(a, one) * scaled;
        // ln(u + lost): of erfc itself while it is near one or two, of the scaled function in the tail.
        TV erf = ErfOfSmall<TV, T>(x);
        TV central = one - erf;
        TV inTail = TV.GreaterThanOrEqual(x, TV.Constant(0.5));
        TV leftOfCentre = TV.LessThan(x, -one);
        TV u = TV.Select(inTail, scaled, TV.Select(leftOfCentre, two - tail, central));
        TV lost = TV.Select(inTail | leftOfCentre, zero, SumRest<TV, T>(one, -erf, central));
        TV result = LogOfSum<TV, T>(u, lost);
        return TV.Select(inTail, TV.FusedMultiplyAdd(-x, x, result), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfcHazardDouble<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV a = TV.Abs(x);
        TV scaled = ErfcxOfPositive<TV, T>(a);
        TV density = ExpOfNegativeSquare<TV, T>(a, one);
        TV negative = TV.LessThan(x, TV.Constant(0.0));
        TV scale = TV.Constant(1.1283791670955126);
        TV denominator = TV.Select(negative, TV.FusedMultiplyAdd(-density, scaled, TV.Constant(2.0)), scaled);
        return TV.Select(negative, scale * density, scale) / denominator;
    }

    /// <summary><c>erf x</c> for <c>|x| ≤ 1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfOfSmall<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV z = x * x;
        TV q = TV.Constant(5.957176147748911e-11);
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-1.1372848856791674e-09));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(1.4659775274047436e-08));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-1.6350312701054695e-07));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(1.6461000484121368e-06));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-1.4925595266831182e-05));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.0001205533111164271));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.000854832698083379));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.0052239776248180145));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.026866170645076792));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(0.11283791670954879));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(-0.3761263890318375));
        q = TV.FusedMultiplyAdd(q, z, TV.Constant(1.1283791670955126));
        return x * q;
    }

    /// <summary><c>exp(a²) erfc a</c> for <c>a ≥ 0</c>.</summary>
    /// <remarks>
    /// <para><c>(1 + 2a) exp(a²) erfc a</c> is smooth and bounded; as a function of <c>t = (a - 3)/(a + 3)</c> one polynomial covers the
    /// whole half line. Reference: Shepherd and Laframboise, Math. Comp. 36 (1981) 249, for the idea.</para>
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ErfcxOfPositive<TV, T>(TV a)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV three = TV.Constant(3.0);
        TV bounded = TV.Select(TV.GreaterThan(a, TV.Constant(1e100)), TV.Constant(1e100), a);
        TV t = (bounded - three) / (bounded + three);
        TV q = TV.Constant(-2.5208846559132343e-11);
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(8.373239801913565e-10));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(1.1435382719942424e-09));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-8.205287217548862e-09));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-1.3744637271614611e-08));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(4.1031674722876435e-08));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(1.0252159854733823e-07));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-1.4042772727671948e-07));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-6.172971639709339e-07));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(3.5571413343395913e-07));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(3.4728430145951554e-06));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-7.307985940695724e-07));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-2.010075903780886e-05));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(4.949184182276066e-06));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(0.00012509940933306624));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.00010515971612176149));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.0007798322831260387));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(0.0018886903443894542));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(0.0025293918173706497));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.023770514917107986));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(0.06830802734389313));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.11927366341538978));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(0.12964515870276316));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.04756229435344912));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(-0.1356211061245812));
        q = TV.FusedMultiplyAdd(q, t, TV.Constant(1.2530080582697296));
        // Halves keep 1 + 2a finite for the largest a.
        return (q * TV.Constant(0.5)) / (a + TV.Constant(0.5));
    }

    /// <summary><c>exp(-s·a²)</c> for <c>a ≥ 0</c> and a power of two <c>s</c>, with the rounding of the square taken into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpOfNegativeSquare<TV, T>(TV a, TV s)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV limit = TV.Constant(64.0);
        TV bounded = TV.Select(TV.GreaterThan(a, limit), limit, a);
        TV square = bounded * bounded;
        TV lost = TV.FusedMultiplyAdd(bounded, bounded, -square);
        TV e = Exp<TV, T>(-(s * square));
        return TV.FusedMultiplyAdd(e, -(s * lost), e);
    }

    /// <summary>What rounding took from <c>sum = a + b</c>, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV SumRest<TV, T>(TV a, TV b, TV sum)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }
}
