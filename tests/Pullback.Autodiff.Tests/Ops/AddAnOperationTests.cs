using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;
using Pullback.TestKit;

namespace Pullback.Autodiff.Tests.Ops;

/// <summary>The example of docs/how-to/add-an-operation.md.</summary>
public sealed class AddAnOperationTests
{
    [Fact]
    public void Inverse_square_has_derivatives_of_every_order() => Expect.Derivatives(x => Example.InverseSquare(x[0]), [-1.3], [0.4]);
}

public static partial class Example
{
    /// <summary>Inverse square <c>1/x²</c>.</summary>
    public static Expr InverseSquare(Expr x) => Elementwise.Apply(new InverseSquareOperation(), x);
}

internal sealed record InverseSquareOperation : UnaryOperation<InverseSquareOperation.Kernel>
{
    public override string Name => "inverseSquare";

    public override double CostPerElement => 4;

    public override Expr? Derivative(Expr x, Expr y) => -2 * y / x;

    internal readonly struct Kernel : IUnaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TVector.Constant(1) / (x * x);
    }
}
