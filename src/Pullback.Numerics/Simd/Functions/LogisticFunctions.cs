using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Hyperbolic tangent as a type argument: <see cref="VectorMath.Tanh{TV, T}"/>.</summary>
public readonly struct TanhFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Tanh<TV, T>(x);
}

/// <summary>Logistic function as a type argument: <see cref="VectorMath.Sigmoid{TV, T}"/>.</summary>
public readonly struct SigmoidFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Sigmoid<TV, T>(x);
}

/// <summary>ln(1 + eˣ) as a type argument: <see cref="VectorMath.Softplus{TV, T}"/>.</summary>
public readonly struct SoftplusFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Softplus<TV, T>(x);
}

/// <summary>ln(eˣ + eʸ) as a type argument: <see cref="VectorMath.LogAddExp{TV, T}"/>.</summary>
public readonly struct LogAddExpFunction : IBinaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV left, TV right)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.LogAddExp<TV, T>(left, right);
}
