using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Error function as a type argument: <see cref="VectorMath.Erf{TV, T}"/>.</summary>
public readonly struct ErfFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Erf<TV, T>(x);
}

/// <summary>Complementary error function as a type argument: <see cref="VectorMath.Erfc{TV, T}"/>.</summary>
public readonly struct ErfcFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Erfc<TV, T>(x);
}

/// <summary>Scaled complementary error function as a type argument: <see cref="VectorMath.Erfcx{TV, T}"/>.</summary>
public readonly struct ErfcxFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Erfcx<TV, T>(x);
}

/// <summary>Logarithm of the complementary error function as a type argument: <see cref="VectorMath.LogErfc{TV, T}"/>.</summary>
public readonly struct LogErfcFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.LogErfc<TV, T>(x);
}

/// <summary>Negative derivative of the logarithm of the complementary error function as a type argument: <see cref="VectorMath.ErfcHazard{TV, T}"/>.</summary>
public readonly struct ErfcHazardFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.ErfcHazard<TV, T>(x);
}
