using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>1 where <c>left &lt; right</c>, else 0.</summary>
    /// <remarks><para><b>Derivative.</b> Zero.</para></remarks>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Less(Expr left, Expr right) => Elementwise.Apply(new LessOperation(), left, right);
}

internal sealed record LessOperation : BinaryOperation<LessOperation.Kernel>
{
    public override string Name => "less";

    public override Expr? Partial(Expr node, int input) => null;

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Select(TVector.LessThan(x, y), TVector.Constant(1), TVector.Constant(0));
    }
}
