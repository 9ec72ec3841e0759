using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary><c>eˣ − 1</c>, accurate for small x.</summary>
    /// <remarks><para><b>Derivative.</b> <c>y + 1</c>.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Expm1(Expr x) => Elementwise.Apply(new Expm1Operation(), x);
}

internal sealed record Expm1Operation : UnaryOperation<Expm1Operation.Kernel>
{
    public override string Name => "expm1";

    public override double CostPerElement => 10;

    public override Expr? Derivative(Expr x, Expr y) => y + 1;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Expm1<TVector, T>(x);
    }
}
