using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Logarithm of the gamma function.</summary>
    /// <remarks><para><b>Domain.</b> x &gt; 0.</para><para><b>Derivative.</b> The digamma function.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr LogGamma(Expr x) => Elementwise.Apply(new LogGammaOperation(), x);
}

internal sealed record LogGammaOperation : UnaryOperation<LogGammaOperation.Kernel>
{
    public override string Name => "loggamma";

    public override double CostPerElement => 30;

    public override Expr? Derivative(Expr x, Expr y) => Op.Digamma(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.LogGamma<TVector, T>(x);
    }
}
