using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Logarithm of the gamma function as a type argument: <see cref="VectorMath.LogGamma{TV, T}"/>.</summary>
public readonly struct LogGammaFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.LogGamma<TV, T>(x);
}

/// <summary>Digamma function as a type argument: <see cref="VectorMath.Digamma{TV, T}"/>.</summary>
public readonly struct DigammaFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Digamma<TV, T>(x);
}

/// <summary>Trigamma function as a type argument: <see cref="VectorMath.Trigamma{TV, T}"/>.</summary>
public readonly struct TrigammaFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Trigamma<TV, T>(x);
}
