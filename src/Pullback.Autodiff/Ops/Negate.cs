using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Negative <c>−x</c>.</summary>
    /// <remarks><para><b>Derivative.</b> −1.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Negate(Expr x) => Elementwise.Apply(new NegateOperation(), x);
}

internal sealed record NegateOperation : UnaryOperation<NegateOperation.Kernel>
{
    public override string Name => "negate";

    public override Expr? Derivative(Expr x, Expr y) => -1;

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        Expr x = operands[0];
        return x.Node.Operation switch
        {
            NegateOperation => x.Input(0),
            SubtractOperation => x.Input(1) - x.Input(0),
            _ => null,
        };
    }

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => -x;
    }
}
