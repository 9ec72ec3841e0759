using Pullback.Numerics.SpecialFunctions;
using Pullback.TestKit;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class LogSumExpTests
{
    [Fact]
    public void LogAddExp_matches_mpmath_to_the_scale_of_its_arguments() => CheckPairs(SpecialMath.LogAddExp, 1.5);

    [Fact]
    public void LogSumExp_of_two_terms_matches_mpmath() => CheckPairs((x, y) => SpecialMath.LogSumExp([x, y]), 2.0);

    [Theory]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 3.0, 3.0)]
    [InlineData(double.NaN, 3.0, double.NaN)]
    public void Infinite_and_missing_terms_have_their_limits(double x, double y, double expected)
    {
        Assert.Equal(expected, SpecialMath.LogAddExp(x, y));
        Assert.Equal(expected, SpecialMath.LogAddExp(y, x));
        Assert.Equal(expected, SpecialMath.LogSumExp([x, y]));
        Assert.Equal(expected, SpecialMath.LogSumExp([y, x]));
    }

    [Fact]
    public void The_sum_of_no_terms_is_zero() => Assert.Equal(double.NegativeInfinity, SpecialMath.LogSumExp([]));

    [Fact]
    public void Equal_terms_add_the_logarithm_of_their_number()
    {
        double[] values = new double[1000];
        values.AsSpan().Fill(-1234.5);
        Assert.Equal(-1234.5 + Math.Log(1000.0), SpecialMath.LogSumExp(values), 1e-12);
    }

    [Fact]
    public void The_exponentials_of_a_log_softmax_sum_to_one()
    {
        double[] values = [1000.0, 998.0, -5.0, 1001.5];
        SpecialMath.LogSoftmax(values, values);
        Assert.Equal(1.0, values.Sum(SpecialMath.Exp), 1e-14);
        Assert.Equal(-2.0, values[1] - values[0], 1e-13);
    }

    [Fact]
    public void The_log_softmax_of_a_dominant_term_is_its_small_complement()
    {
        double[] values = [0.0, -60.0];
        SpecialMath.LogSoftmax(values, values);
        Assert.Equal(-SpecialMath.Exp(-60.0), values[0]);
    }

    [Fact]
    public void A_log_softmax_with_a_NaN_is_NaN_everywhere()
    {
        double[] values = [0.0, double.NaN, 1.0];
        SpecialMath.LogSoftmax(values, values);
        Assert.All(values, value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => SpecialMath.LogSoftmax([1.0, 2.0], new double[3]));

    private static void CheckPairs(Func<double, double, double> function, double units)
    {
        foreach (ReferenceTable.Row row in ReferenceTable.SpecialFunction("log-add-exp").Rows)
        {
            double scale = Math.Max(Math.Abs(row.Value), Math.Max(Math.Abs(row.Arguments[0]), Math.Abs(row.Arguments[1])));
            double unit = Math.BitIncrement(scale) - scale;
            double error = Math.Abs((function(row.Arguments[0], row.Arguments[1]) - row.Value) - row.Low) / unit;
            Assert.True(error <= units, $"ln(exp({row.Arguments[0]:R}) + exp({row.Arguments[1]:R})): {error:F2} units of the largest magnitude");
        }
    }
}
