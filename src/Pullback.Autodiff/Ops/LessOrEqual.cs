using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>1 where <c>left ≤ right</c>, else 0.</summary>
    /// <remarks><para><b>Derivative.</b> Zero.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr LessOrEqual(Expr left, Expr right) => Elementwise.Apply(new LessOrEqualOperation(), left, right);
}

internal sealed record LessOrEqualOperation : BinaryOperation<LessOrEqualOperation.Kernel>
{
    public override string Name => "lessorequal";

    public override Expr? Partial(Expr node, int input) => null;

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Select(TVector.LessThanOrEqual(x, y), TVector.Constant(1), TVector.Constant(0));
    }
}
