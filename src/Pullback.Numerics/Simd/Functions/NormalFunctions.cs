using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Standard normal density as a type argument: <see cref="VectorMath.NormalPdf{TV, T}"/>.</summary>
public readonly struct NormalPdfFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.NormalPdf<TV, T>(x);
}

/// <summary>Standard normal distribution function as a type argument: <see cref="VectorMath.NormalCdf{TV, T}"/>.</summary>
public readonly struct NormalCdfFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.NormalCdf<TV, T>(x);
}

/// <summary>Logarithm of the standard normal distribution function as a type argument: <see cref="VectorMath.LogNormalCdf{TV, T}"/>.</summary>
public readonly struct LogNormalCdfFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.LogNormalCdf<TV, T>(x);
}

/// <summary>Quantile of the standard normal distribution as a type argument: <see cref="VectorMath.NormalQuantile{TV, T}"/>.</summary>
public readonly struct NormalQuantileFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.NormalQuantile<TV, T>(x);
}

/// <summary>Ratio of standard normal density and distribution function as a type argument: <see cref="VectorMath.NormalHazard{TV, T}"/>.</summary>
public readonly struct NormalHazardFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.NormalHazard<TV, T>(x);
}
