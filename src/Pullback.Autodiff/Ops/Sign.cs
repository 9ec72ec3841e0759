using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Sign: −1, 0 or 1.</summary>
    /// <remarks><para><b>Derivative.</b> Zero.</para></remarks>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    public static Expr Sign(Expr x) => Elementwise.Apply(new SignOperation(), x);
}

internal sealed record SignOperation : UnaryOperation<SignOperation.Kernel>
{
    public override string Name => "sign";

    public override double CostPerElement => 2;

    public override Expr? Derivative(Expr x, Expr y) => null;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Select(TVector.LessThan(TVector.Constant(0), x), TVector.Constant(1), TVector.Select(TVector.LessThan(x, TVector.Constant(0)), -TVector.Constant(1), x));
    }
}
