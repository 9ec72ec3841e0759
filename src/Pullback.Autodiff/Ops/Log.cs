using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Natural logarithm <c>ln x</c>.</summary>
    /// <remarks><para><b>Domain.</b> x &gt; 0; −∞ at 0, NaN below.</para><para><b>Derivative.</b> <c>1/x</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Log(Expr x) => Elementwise.Apply(new LogOperation(), x);
}

internal sealed record LogOperation : UnaryOperation<LogOperation.Kernel>
{
    public override string Name => "log";

    public override double CostPerElement => 8;

    public override Expr? Derivative(Expr x, Expr y) => 1 / x;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Log<TVector, T>(x);
    }
}
