using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Sine as a type argument: <see cref="VectorMath.Sin{TV, T}"/>.</summary>
public readonly struct SinFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Sin<TV, T>(x);
}

/// <summary>Cosine as a type argument: <see cref="VectorMath.Cos{TV, T}"/>.</summary>
public readonly struct CosFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Cos<TV, T>(x);
}

/// <summary>Arc tangent as a type argument: <see cref="VectorMath.Atan{TV, T}"/>.</summary>
public readonly struct AtanFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Atan<TV, T>(x);
}

/// <summary>Angle of the point (x, y) as a type argument: <see cref="VectorMath.Atan2{TV, T}"/>.</summary>
public readonly struct Atan2Function : IBinaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV left, TV right)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Atan2<TV, T>(left, right);
}
