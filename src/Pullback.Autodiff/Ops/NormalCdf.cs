using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Distribution function <c>Φ(x)</c> of the standard normal, accurate in the lower tail.</summary>
    /// <remarks><para><b>Derivative.</b> <c>φ(x)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr NormalCdf(Expr x) => Elementwise.Apply(new NormalCdfOperation(), x);
}

internal sealed record NormalCdfOperation : UnaryOperation<NormalCdfOperation.Kernel>
{
    public override string Name => "normalcdf";

    public override double CostPerElement => 20;

    public override Expr? Derivative(Expr x, Expr y) => Op.NormalPdf(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.NormalCdf<TVector, T>(x);
    }
}
