using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Hyperbolic tangent.</summary>
    /// <remarks><para><b>Derivative.</b> <c>1 − y²</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Tanh(Expr x) => Elementwise.Apply(new TanhOperation(), x);
}

internal sealed record TanhOperation : UnaryOperation<TanhOperation.Kernel>
{
    public override string Name => "tanh";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => 1 - Op.Square(y);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Tanh<TVector, T>(x);
    }
}
