using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>ln(1 + eˣ)</c> without overflow.</summary>
    /// <remarks><para><b>Derivative.</b> The logistic function of x.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Softplus(Expr x) => Elementwise.Apply(new SoftplusOperation(), x);
}

internal sealed record SoftplusOperation : UnaryOperation<SoftplusOperation.Kernel>
{
    public override string Name => "softplus";

    public override double CostPerElement => 18;

    public override Expr? Derivative(Expr x, Expr y) => Op.Sigmoid(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Softplus<TVector, T>(x);
    }
}
