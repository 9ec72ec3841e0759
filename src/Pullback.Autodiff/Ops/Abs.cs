using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Absolute value.</summary>
    /// <remarks><para><b>Derivative.</b> The sign of x, 0 at 0.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Abs(Expr x) => Elementwise.Apply(new AbsOperation(), x);
}

internal sealed record AbsOperation : UnaryOperation<AbsOperation.Kernel>
{
    public override string Name => "abs";

    public override Expr? Derivative(Expr x, Expr y) => Op.Sign(x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Abs(x);
    }
}
