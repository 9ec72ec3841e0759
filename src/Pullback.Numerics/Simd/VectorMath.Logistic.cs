using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

public static partial class VectorMath
{
    /// <summary>Hyperbolic tangent.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Tanh<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // tanh a = e/(e + 2), e = e²ᵃ - 1; beyond 20 (9.1 in single precision) the result rounds to one.
        TV a = TV.Abs(x);
        TV saturation = TV.Constant(typeof(T) == typeof(double) ? 20.0 : 9.1);
        TV saturated = TV.GreaterThan(a, saturation);
        TV twice = TV.Select(saturated, saturation, a);
        twice += twice;
        TV n = NearestMultipleOfLn2<TV, T>(twice);
        // e = 2ⁿ p + (2ⁿ - 1), the last difference exact where it matters; at the saturation e + 2 rounds to e.
        TV power = PowerOfTwo<TV, T>(n);
        TV e = TV.FusedMultiplyAdd(power, Expm1Reduced<TV, T>(twice, n), power - TV.Constant(1.0));
        return WithSignOf<TV, T>(e / (e + TV.Constant(2.0)), x);
    }

    /// <summary>Logistic function <c>1/(1 + e⁻ˣ)</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV e = Exp<TV, T>(-TV.Abs(x));
        return TV.Select(TV.LessThan(x, TV.Constant(0.0)), e, one) / (one + e);
    }

    /// <summary>Softplus <c>ln(1 + eˣ)</c>.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Softplus<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TV.Max(x, TV.Constant(0.0)) + Log1PUnit<TV, T>(Exp<TV, T>(-TV.Abs(x)));

    /// <summary><c>ln(eˣ + eʸ)</c> without overflow.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV LogAddExp<TV, T>(TV x, TV y)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Equal infinities have no difference; any finite one gives their sum.
        TV difference = TV.Select(TV.Equal(x, y), TV.Constant(0.0), TV.Abs(x - y));
        return TV.Max(x, y) + Log1PUnit<TV, T>(Exp<TV, T>(-difference));
    }

    /// <summary><c>ln(1 + x)</c> for <c>0 ≤ x ≤ 1</c>, where no edge and no exponent has to be looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Log1PUnit<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV one = TV.Constant(1.0);
        TV u = one + x;
        TV lost = x - (u - one);
        TV large = TV.GreaterThan(u, TV.Constant(1.4142135623730951));
        TV half = TV.Select(large, TV.Constant(0.5), one);
        TV f = TV.FusedMultiplyAdd(u, half, -one) + (lost * half);
        return LogReduced<TV, T>(f, TV.Select(large, one, TV.Constant(0.0)));
    }
}
