using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Square root.</summary>
    /// <remarks><para><b>Domain.</b> x ≥ 0; the derivative is infinite at 0.</para><para><b>Derivative.</b> <c>1/(2y)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Sqrt(Expr x) => Elementwise.Apply(new SqrtOperation(), x);
}

internal sealed record SqrtOperation : UnaryOperation<SqrtOperation.Kernel>
{
    public override string Name => "sqrt";

    public override double CostPerElement => 4;

    public override Expr? Derivative(Expr x, Expr y) => 0.5 / y;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Sqrt(x);
    }
}
