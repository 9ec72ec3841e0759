using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>x²</c>.</summary>
    /// <remarks><para><b>Derivative.</b> <c>2x</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Square(Expr x) => Elementwise.Apply(new SquareOperation(), x);
}

internal sealed record SquareOperation : UnaryOperation<SquareOperation.Kernel>
{
    public override string Name => "square";

    public override Expr? Derivative(Expr x, Expr y) => 2 * x;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => x * x;
    }
}
