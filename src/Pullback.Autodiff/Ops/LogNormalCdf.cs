using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>ln Φ(x)</c> without underflow.</summary>
    /// <remarks><para><b>Derivative.</b> <c>φ(x)/Φ(x)</c>, formed as <c>exp(−x²/2 − ln√(2π) − y)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr LogNormalCdf(Expr x) => Elementwise.Apply(new LogNormalCdfOperation(), x);
}

internal sealed record LogNormalCdfOperation : UnaryOperation<LogNormalCdfOperation.Kernel>
{
    public override string Name => "lognormalcdf";

    public override double CostPerElement => 24;

    public override Expr? Derivative(Expr x, Expr y) => Op.Exp(-0.5 * Op.Square(x) - 0.9189385332046728 - y);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.LogNormalCdf<TVector, T>(x);
    }
}
