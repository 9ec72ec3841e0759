using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Quotient <c>left / right</c>, element by element.</summary>
    /// <remarks><para><b>Derivative.</b> <c>1/right</c> and <c>−(left/right)/right</c>.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Divide(Expr left, Expr right) => Elementwise.Apply(new DivideOperation(), left, right);
}

internal sealed record DivideOperation : BinaryOperation<DivideOperation.Kernel>
{
    public override string Name => "divide";

    public override double CostPerElement => 4;

    public override Expr? Partial(Expr node, int input) => input == 0 ? 1 / node.Input(1) : -node / node.Input(1);

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        (Expr x, Expr y) = (operands[0], operands[1]);
        if (y.IsConstant(1))
        {
            return x;
        }

        if (x.IsConstant(0) && !y.IsConstant(0))
        {
            return 0;
        }

        if (x.Node.Operation is NegateOperation)
        {
            return -(x.Input(0) / y);
        }

        if (y.Node.Operation is NegateOperation)
        {
            return -(x / y.Input(0));
        }

        if (Factors.TrySplitStaged(x, out Expr factor, out Expr rest) && y.Stage < factor.Stage)
        {
            return factor * (rest / y);
        }

        if (y.Axis is null && y.Shape.Rank == 0 && x.Axis is not null && y.Stage > x.Stage)
        {
            return (1 / y) * x;
        }

        return null;
    }

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x / y;
    }
}
