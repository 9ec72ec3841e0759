using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd;

/// <summary>Elementary and special functions on any number of lanes, written once for all widths and both precisions.</summary>
/// <remarks>
/// <para>Every function performs the same sequence of correctly rounded operations in every width, so the scalar twin
/// (<see cref="SimdScalar{T}"/>) agrees with the wide forms to the bit. Domain, edges, accuracy and references are stated at the scalar
/// entry points in <c>Pullback.Numerics.SpecialFunctions</c>, with the tests that measure them.</para>
/// <para>All functions are inlined into the calling kernel. The compiler gives each kernel an inlining budget in proportion to its own size, so a
/// kernel that evaluates a long function (error, normal, gamma functions, powers) should be one method that is not itself inlined, such as
/// the loop of <see cref="ElementWise"/>; then a call costs its arithmetic and nothing else.</para>
/// </remarks>
public static partial class VectorMath
{
    /// <summary>Square root, correctly rounded.</summary>
    /// <inheritdoc cref="Exp{TV, T}(TV)" path="/typeparam"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sqrt<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TV.Sqrt(x);

    /// <summary>The magnitude of one value with the sign bit of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV WithSignOf<TV, T>(TV magnitude, TV sign)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TV signBit = TV.Constant(-0.0);
        return (magnitude & ~signBit) | (sign & signBit);
    }

    /// <summary><c>2ⁿ</c> for integer-valued lanes in the normal exponent range; unspecified elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV PowerOfTwo<TV, T>(TV n)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SimdBits.PowerOfTwo<TV, T>(n);
}
