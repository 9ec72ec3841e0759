using System.Numerics;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff.Tracing;

/// <summary>The value of an operation of three operands, written once for every vector width and element type.</summary>
internal interface ITernaryKernel
{
    static abstract TVector Apply<TVector, T>(TVector x, TVector y, TVector z)
        where TVector : unmanaged, ISimd<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
