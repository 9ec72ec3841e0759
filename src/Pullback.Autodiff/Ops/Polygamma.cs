using Pullback.Autodiff.Execution;
using Pullback.Autodiff.Planning;
using Pullback.Autodiff.Tracing;

namespace Pullback.Autodiff;

public static partial class Op
{
    /// <summary>Polygamma function <c>ψ⁽ⁿ⁾(x) = dⁿψ/dxⁿ</c>, where ψ is the digamma function.</summary>
    /// <remarks>
    /// <para><b>Domain.</b> x &gt; 0; +∞ or −∞ at 0, NaN below.</para>
    /// <para><b>Derivative.</b> The polygamma function of the next order.</para>
    /// </remarks>
    /// <param name="order">The order n ≥ 0; 0 is <see cref="Digamma"/>.</param>
    /// <param name="x">The argument, any shape.</param>
    /// <returns>The value, of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative or above 20.</exception>
    public static Expr Polygamma(int order, Expr x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 20);
        return order == 0 ? Digamma(x) : Elementwise.Apply(new PolygammaOperation(order), x);
    }
}

internal sealed record PolygammaOperation(int Order) : ElementwiseOperation
{
    /// <summary>Where the asymptotic series is accurate to the last digits.</summary>
    private const double Large = 24;

    /// <summary>Bernoulli numbers B₂, B₄, … B₂₀.</summary>
    private static readonly double[] Bernoulli =
    [
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330,
    ];

    public override string Name => $"polygamma{Order}";

    public override int Arity => 1;

    public override double CostPerElement => 200;

    /// <summary>
    /// <c>(−1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹</c>: the first terms one by one, the rest by Euler and Maclaurin.
    /// </summary>
    public static double Value(int order, double x)
    {
        if (!(x >= 0))
        {
            return double.NaN;
        }

        double factorial = 1;
        for (int i = 2; i <= order; i++)
        {
            factorial *= i;
        }

        double large = Large + order;
        double sum = 0;
        double shifted = x;
        while (shifted < large)
        {
            sum += factorial * Math.Pow(shifted, -order - 1);
            shifted += 1;
        }

        double power = Math.Pow(shifted, -order);
        double tail = (factorial / order * power) + (0.5 * factorial * power / shifted);

        // (2k + n − 1)!/(2k)! starts at k = 1 with (n + 1)!/2.
        double coefficient = factorial * (order + 1) / 2;
        double scale = power / (shifted * shifted);
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            tail += Bernoulli[k - 1] * coefficient * scale;
            scale /= shifted * shifted;
            coefficient *= ((2.0 * k) + order) * ((2.0 * k) + order + 1) / (((2.0 * k) + 1) * ((2.0 * k) + 2));
        }

        return order % 2 == 0 ? -(sum + tail) : sum + tail;
    }

    public override Expr? Partial(Expr node, int input) => Op.Polygamma(Order + 1, node.Input(0));

    public override double Fold(ReadOnlySpan<double> operands) => Value(Order, operands[0]);

    public override Instruction Lower(Node node, Lowering lowering)
    {
        int order = Order;
        return lowering.Map(node, x => Value(order, x));
    }
}
