using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Complementary error function, accurate in the upper tail.</summary>
    /// <remarks><para><b>Derivative.</b> <c>−2/√π e^(−x²)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Erfc(Expr x) => Elementwise.Apply(new ErfcOperation(), x);
}

internal sealed record ErfcOperation : UnaryOperation<ErfcOperation.Kernel>
{
    public override string Name => "erfc";

    public override double CostPerElement => 20;

    public override Expr? Derivative(Expr x, Expr y) => -1.1283791670955126 * Op.Exp(-Op.Square(x));

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Erfc<TVector, T>(x);
    }
}
