using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Logistic function <c>1/(1 + e⁻ˣ)</c>.</summary>
    /// <remarks><para><b>Derivative.</b> <c>y (1 − y)</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Sigmoid(Expr x) => Elementwise.Apply(new SigmoidOperation(), x);
}

internal sealed record SigmoidOperation : UnaryOperation<SigmoidOperation.Kernel>
{
    public override string Name => "sigmoid";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => y * (1 - y);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Sigmoid<TVector, T>(x);
    }
}
