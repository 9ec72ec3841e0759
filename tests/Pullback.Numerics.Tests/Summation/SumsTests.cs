using System.Numerics;
using Pullback.Numerics.Random;
using Pullback.Numerics.Summation;

namespace Pullback.Numerics.Tests.Summation;

public sealed class SumsTests
{
    [Fact]
    public void Compensation_recovers_what_plain_addition_loses() =>
        Assert.Equal(2.0, Sums.Compensated([1.0, 1e100, 1.0, -1e100]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(5000)]
    public void Both_sums_agree_with_exact_arithmetic(int length)
    {
        double[] values = new double[length];
        new RandomStream(7, "sums").FillNormal(values);
        double exact = ExactSum(values);
        double size = values.Sum(Math.Abs);
        Assert.Equal(exact, Sums.Compensated(values), 4e-16 * Math.Abs(exact));
        Assert.Equal(exact, Sums.Pairwise(values), 20 * 1.2e-16 * size);
    }

    [Fact]
    public void Partial_sums_joined_in_order_stay_compensated()
    {
        CompensatedSum left = default;
        left.Add(1.0);
        left.Add(1e100);
        CompensatedSum right = default;
        right.Add(1.0);
        right.Add(-1e100);
        left.Add(right);
        Assert.Equal(2.0, left.Value);
    }

    [Fact]
    public void An_infinity_stays_an_infinity()
    {
        Assert.Equal(double.PositiveInfinity, Sums.Compensated([1.0, double.PositiveInfinity, 2.0]));
        Assert.Equal(double.NegativeInfinity, Sums.Compensated([-double.MaxValue, -double.MaxValue]));
        Assert.True(double.IsNaN(Sums.Compensated([1.0, double.NaN])));
    }

    [Fact]
    public void The_pairwise_order_is_the_documented_one()
    {
        double[] values = new double[300];
        new RandomStream(8, "order").FillUniform(values);
        Assert.Equal(Sums.Pairwise(values.AsSpan(0, 144)) + Sums.Pairwise(values.AsSpan(144)), Sums.Pairwise(values));
    }

    /// <summary>Sum of doubles as integers of unit 2⁻¹⁰⁷⁴, rounded once.</summary>
    private static double ExactSum(double[] values)
    {
        BigInteger sum = BigInteger.Zero;
        foreach (double value in values) sum += new BigInteger(Math.ScaleB(value, 200));
        return Math.ScaleB((double)sum, -200);
    }
}
