using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Sum <c>left + right</c>.</summary>
    /// <remarks><para><b>Derivative.</b> 1 in each operand.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Add(Expr left, Expr right) => Elementwise.Apply(new AddOperation(), left, right);
}

internal sealed record AddOperation : BinaryOperation<AddOperation.Kernel>
{
    public override string Name => "add";

    public override Expr? Partial(Expr node, int input) => 1;

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        (Expr x, Expr y) = (operands[0], operands[1]);
        if (x.IsConstant(0))
        {
            return y;
        }

        if (y.IsConstant(0))
        {
            return x;
        }

        if (y.Node.Operation is NegateOperation)
        {
            return x - y.Input(0);
        }

        if (x.Node.Operation is NegateOperation)
        {
            return y - x.Input(0);
        }

        if (Factors.TrySplitStaged(x, out Expr xFactor, out Expr xRest)
            && Factors.TrySplitStaged(y, out Expr yFactor, out Expr yRest) && xFactor == yFactor)
        {
            return xFactor * (xRest + yRest);
        }

        return x.Node.Id > y.Node.Id ? y + x : null;
    }

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x + y;
    }
}
