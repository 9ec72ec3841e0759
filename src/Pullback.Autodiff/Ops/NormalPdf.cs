using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Density of the standard normal distribution, <c>φ(x) = e^(−x²/2)/√(2π)</c>.</summary>
    /// <remarks><para><b>Derivative.</b> <c>−x φ(x)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr NormalPdf(Expr x) => Elementwise.Apply(new NormalPdfOperation(), x);
}

internal sealed record NormalPdfOperation : UnaryOperation<NormalPdfOperation.Kernel>
{
    public override string Name => "normalpdf";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => -x * y;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.NormalPdf<TVector, T>(x);
    }
}
