using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Exponential <c>eˣ</c>.</summary>
    /// <remarks><para><b>Derivative.</b> The value itself.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Exp(Expr x) => Elementwise.Apply(new ExpOperation(), x);
}

internal sealed record ExpOperation : UnaryOperation<ExpOperation.Kernel>
{
    public override string Name => "exp";

    public override double CostPerElement => 8;

    public override Expr? Derivative(Expr x, Expr y) => y;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Exp<TVector, T>(x);
    }
}
