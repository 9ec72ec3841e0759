using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Cosine.</summary>
    /// <remarks><para><b>Unit.</b> Radians.</para><para><b>Derivative.</b> <c>−sin x</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Cos(Expr x) => Elementwise.Apply(new CosOperation(), x);
}

internal sealed record CosOperation : UnaryOperation<CosOperation.Kernel>
{
    public override string Name => "cos";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => -Op.Sin(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Cos<TVector, T>(x);
    }
}
