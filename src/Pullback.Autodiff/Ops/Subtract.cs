using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Difference <c>left − right</c>.</summary>
    /// <remarks><para><b>Derivative.</b> 1 and −1.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Subtract(Expr left, Expr right) => Elementwise.Apply(new SubtractOperation(), left, right);
}

internal sealed record SubtractOperation : BinaryOperation<SubtractOperation.Kernel>
{
    public override string Name => "subtract";

    public override Expr? Partial(Expr node, int input) => input == 0 ? 1 : -1;

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        (Expr x, Expr y) = (operands[0], operands[1]);
        if (y.IsConstant(0))
        {
            return x;
        }

        if (x.IsConstant(0))
        {
            return -y;
        }

        if (x == y)
        {
            return 0;
        }

        if (y.Node.Operation is NegateOperation)
        {
            return x + y.Input(0);
        }

        if (Factors.TrySplitStaged(x, out Expr xFactor, out Expr xRest)
            && Factors.TrySplitStaged(y, out Expr yFactor, out Expr yRest) && xFactor == yFactor)
        {
            return xFactor * (xRest - yRest);
        }

        return null;
    }

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x - y;
    }
}
