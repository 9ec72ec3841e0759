using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Sine.</summary>
    /// <remarks><para><b>Unit.</b> Radians.</para><para><b>Derivative.</b> <c>cos x</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Sin(Expr x) => Elementwise.Apply(new SinOperation(), x);
}

internal sealed record SinOperation : UnaryOperation<SinOperation.Kernel>
{
    public override string Name => "sin";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => Op.Cos(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Sin<TVector, T>(x);
    }
}
