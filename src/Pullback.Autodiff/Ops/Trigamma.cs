using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Trigamma function <c>ψ′(x) = d² ln Γ(x)/dx²</c>.</summary>
    /// <remarks><para><b>Domain.</b> x &gt; 0.</para><para><b>Derivative.</b> The polygamma function of order 2.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Trigamma(Expr x) => Elementwise.Apply(new TrigammaOperation(), x);
}

internal sealed record TrigammaOperation : UnaryOperation<TrigammaOperation.Kernel>
{
    public override string Name => "trigamma";

    public override double CostPerElement => 30;

    public override Expr? Derivative(Expr x, Expr y) => Op.Polygamma(2, x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Trigamma<TVector, T>(x);
    }
}
