using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Angle of the point (x, y), in (−π, π].</summary>
    /// <remarks><para><b>Unit.</b> Radians.</para><para><b>Derivative.</b> <c>x/(x² + y²)</c> in y and <c>−y/(x² + y²)</c> in x.</para></remarks>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Atan2(Expr y, Expr x) => Elementwise.Apply(new Atan2Operation(), y, x);
}

internal sealed record Atan2Operation : BinaryOperation<Atan2Operation.Kernel>
{
    public override string Name => "atan2";

    public override double CostPerElement => 20;

    public override Expr? Partial(Expr node, int input) => (input == 0 ? node.Input(1) : -node.Input(0)) / (Op.Square(node.Input(0)) + Op.Square(node.Input(1)));

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Atan2<TVector, T>(x, y);
    }
}
