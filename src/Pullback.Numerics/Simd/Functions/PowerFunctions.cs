using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pullback.Numerics.Simd.Functions;

/// <summary>Power as a type argument: <see cref="VectorMath.Pow{TV, T}"/>.</summary>
public readonly struct PowFunction : IBinaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV left, TV right)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Pow<TV, T>(left, right);
}

/// <summary>Square root as a type argument: <see cref="VectorMath.Sqrt{TV, T}"/>.</summary>
public readonly struct SqrtFunction : IUnaryFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Invoke<TV, T>(TV x)
        where TV : unmanaged, ISimd<TV, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        VectorMath.Sqrt<TV, T>(x);
}
