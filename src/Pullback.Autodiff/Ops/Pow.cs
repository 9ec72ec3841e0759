using System.Numerics;
using System.Runtime.CompilerServices;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Power <c>x^exponent</c>.</summary>
    /// <remarks><para><b>Domain.</b> x ≥ 0, or any x where the exponent is a whole number.</para><para><b>Derivative.</b> <c>exponent · x^(exponent − 1)</c> in x and <c>y ln x</c> in the exponent.</para></remarks>
    /// <param name="x">The base.</param>
    /// <param name="exponent">The exponent.</param>
    /// <returns>The value, of the broadcast shape.</returns>
    public static Expr Pow(Expr x, Expr exponent) => Elementwise.Apply(new PowOperation(), x, exponent);
}

internal sealed record PowOperation : BinaryOperation<PowOperation.Kernel>
{
    public override string Name => "pow";

    public override double CostPerElement => 24;

    public override Expr? Partial(Expr node, int input) => input == 0 ? node.Input(1) * Op.Pow(node.Input(0), node.Input(1) - 1) : node * Op.Log(node.Input(0));

    public override Expr? Simplify(ReadOnlySpan<Expr> operands)
    {
        (Expr x, Expr y) = (operands[0], operands[1]);
        if (!y.IsConstant(out double exponent))
        {
            return null;
        }

        return exponent switch
        {
            0 => 1,
            1 => x,
            2 => Op.Square(x),
            3 => Op.Square(x) * x,
            4 => Op.Square(Op.Square(x)),
            0.5 => Op.Sqrt(x),
            -1 => 1 / x,
            -2 => 1 / Op.Square(x),
            -0.5 => 1 / Op.Sqrt(x),
            _ => null,
        };
    }

    internal readonly struct Kernel : IBinaryKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TVector, T>(TVector x, TVector y)
            where TVector : unmanaged, ISimd<TVector, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorMath.Pow<TVector, T>(x, y);
    }
}
