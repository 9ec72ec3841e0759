using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;
using Pullback.Numerics.Simd;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Polygamma function <c>ψ⁽ⁿ⁾(x) = dⁿψ/dxⁿ</c>, where ψ is the digamma function.</summary>
    /// <remarks>
    /// <para><b>Domain.</b> x &gt; 0; +∞ or −∞ at 0, NaN below.</para>
    /// <para><b>Derivative.</b> The polygamma function of the next order.</para>
    /// </remarks>
    /// <param name="order">The order n ≥ 0; 0 is <see cref="Digamma"/>, 1 is <see cref="Trigamma"/>.</param>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative or above 20.</exception>
    public static Expr Polygamma(int order, Expr x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 20);
        return order switch
        {
            0 => Digamma(x),
            1 => Trigamma(x),
            _ => Elementwise.Apply(new PolygammaOperation(order), x),
        };
    }
}

internal sealed record PolygammaOperation(int Order) : ElementwiseOperation
{
    public override string Name => $"polygamma{Order}";

    public override int Arity => 1;

    public override double CostPerElement => 200;

    /// <summary>The value at one number.</summary>
    public static double Value(int order, double x) => VectorMath.Polygamma(order, new SimdScalar<double>(x)).Value;

    public override Expr? Partial(Expr node, int input) => Op.Polygamma(Order + 1, node.Input(0));

    public override double Fold(ReadOnlySpan<double> operands) => Value(Order, operands[0]);

    public override Instruction Lower(Node node, Lowering lowering)
    {
        int order = Order;
        return lowering.Map(node, x => Value(order, x));
    }
}
