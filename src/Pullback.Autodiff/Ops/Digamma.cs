using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Digamma function <c>ψ(x) = d ln Γ(x)/dx</c>.</summary>
    /// <remarks><para><b>Domain.</b> x &gt; 0.</para><para><b>Derivative.</b> The trigamma function.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Digamma(Expr x) => Elementwise.Apply(new DigammaOperation(), x);
}

internal sealed record DigammaOperation : UnaryOperation<DigammaOperation.Kernel>
{
    public override string Name => "digamma";

    public override double CostPerElement => 30;

    public override Expr? Derivative(Expr x, Expr y) => Op.Trigamma(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Digamma<TVector, T>(x);
    }
}
