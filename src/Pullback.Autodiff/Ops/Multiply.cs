using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Product <c>left · right</c>, element by element.</summary>
    /// <remarks><para><b>Derivative.</b> The other operand.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Multiply(Expr left, Expr right) => Elementwise.Apply(new MultiplyOperation(), left, right);
}

internal sealed record MultiplyOperation : BinaryOperation<MultiplyOperation.Kernel>
{
    public override string Name => "multiply";

    public override Expr? Partial(Expr node, int input) => node.Input(1 - input);

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        (Expr x, Expr y) = (operands[0], operands[1]);
        if (x.IsConstant(out double number))
        {
            return Scale(number, y);
        }

        if (y.IsConstant(out number))
        {
            return Scale(number, x);
        }

        if (x.Node.Operation is NegateOperation)
        {
            return -(x.Input(0) * y);
        }

        if (y.Node.Operation is NegateOperation)
        {
            return -(x * y.Input(0));
        }

        if (Factors.TrySplitStaged(x, out Expr factor, out Expr rest) && y.Stage < factor.Stage)
        {
            return factor * (rest * y);
        }

        if (Factors.TrySplitStaged(y, out factor, out rest) && x.Stage < factor.Stage)
        {
            return factor * (rest * x);
        }

        return x.Node.Id > y.Node.Id ? y * x : null;
    }

    private static Expr? Scale(double number, Expr x)
    {
        if (number == 0)
        {
            return 0;
        }

        if (number == 1)
        {
            return x;
        }

        if (number == -1)
        {
            return -x;
        }

        if (x.Node.Operation is NegateOperation)
        {
            return -number * x.Input(0);
        }

        if (x.Node.Operation is MultiplyOperation && x.Input(0).IsConstant(out double inner))
        {
            return (number * inner) * x.Input(1);
        }

        return null;
    }

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * y;
    }
}
