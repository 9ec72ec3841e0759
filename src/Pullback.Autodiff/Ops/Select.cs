using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Takes one of two values, element by element.</summary>
    /// <remarks>
    /// <para>Both values are computed everywhere; only the selected one is seen, NaN in the other included.</para>
    /// <para><b>Derivative.</b> That of the selected value; zero in the condition. Where the value that is not selected has an infinite
    /// derivative, guard its argument: zero times infinity is NaN.</para>
    /// </remarks>
    /// <param name="condition">Selects <paramref name="whenTrue"/> where it is not 0, for example <see cref="Less(Expr, Expr)"/>.</param>
    /// <param name="whenTrue">The value where the condition holds.</param>
    /// <param name="whenFalse">The value elsewhere.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Select(Expr condition, Expr whenTrue, Expr whenFalse) =>
        Elementwise.Apply(new SelectOperation(), condition, whenTrue, whenFalse);
}

internal sealed record SelectOperation : TernaryOperation<SelectOperation.Kernel>
{
    public override string Name => "select";

    public override Expr? Partial(Expr node, int input) => input switch
    {
        1 => Op.Select(node.Input(0), 1, 0),
        2 => Op.Select(node.Input(0), 0, 1),
        _ => null,
    };

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        if (operands[0].IsConstant(out double condition))
        {
            return condition != 0 ? operands[1] : operands[2];
        }

        return operands[1] == operands[2] ? operands[1] : null;
    }

    internal readonly struct Kernel : ITernaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y, TVector z)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TVector.Select(TVector.Equal(x, TVector.Constant(0)), z, y);
    }
}
