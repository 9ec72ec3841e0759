using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The larger of two values.</summary>
    /// <remarks><para><b>Derivative.</b> 1 for the larger operand; at a tie the right operand takes it all.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Max(Expr left, Expr right) => Elementwise.Apply(new MaxOperation(), left, right);
}

internal sealed record MaxOperation : BinaryOperation<MaxOperation.Kernel>
{
    public override string Name => "max";

    public override Expr? Partial(Expr node, int input) => input == 0 ? Op.Less(node.Input(1), node.Input(0)) : 1 - Op.Less(node.Input(1), node.Input(0));

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Max(x, y);
    }
}
