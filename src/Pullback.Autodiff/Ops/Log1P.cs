using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>ln(1 + x)</c>, accurate for small x.</summary>
    /// <remarks><para><b>Domain.</b> x &gt; −1.</para><para><b>Derivative.</b> <c>1/(1 + x)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Log1P(Expr x) => Elementwise.Apply(new Log1POperation(), x);
}

internal sealed record Log1POperation : UnaryOperation<Log1POperation.Kernel>
{
    public override string Name => "log1p";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => 1 / (1 + x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Log1P<TVector, T>(x);
    }
}
