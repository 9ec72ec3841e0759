using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>The positive part <c>max(x, 0)</c>.</summary>
    /// <remarks><para><b>Derivative.</b> 1 for x &gt; 0, else 0 (0 at 0).</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Relu(Expr x) => Elementwise.Apply(new ReluOperation(), x);
}

internal sealed record ReluOperation : UnaryOperation<ReluOperation.Kernel>
{
    public override string Name => "relu";

    public override Expr? Derivative(Expr x, Expr y) => Op.Less(0, x);

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Max(x, TVector.Constant(0));
    }
}
