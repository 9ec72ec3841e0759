using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Logarithm of the complementary error function, without underflow.</summary>
    /// <remarks><para><b>Derivative.</b> <c>−2/√π e^(−x² − y)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr LogErfc(Expr x) => Elementwise.Apply(new LogErfcOperation(), x);
}

internal sealed record LogErfcOperation : UnaryOperation<LogErfcOperation.Kernel>
{
    public override string Name => "logerfc";

    public override double CostPerElement => 24;

    public override Expr? Derivative(Expr x, Expr y) => -1.1283791670955126 * Op.Exp(-Op.Square(x) - y);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.LogErfc<TVector, T>(x);
    }
}
