using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Sidebands;

namespace Pullback.Learning.Tests.Categories.Sidebands;

public sealed class ExponentialTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-9)]
    [InlineData(-0.0049)]
    [InlineData(0.0051)]
    [InlineData(-0.03)]
    [InlineData(0.4)]
    [InlineData(-2.0)]
    public void Integral_mean_and_variance_are_those_of_a_sum_over_fine_steps(double slope)
    {
        ScoreRange[] parts = [new(-40, -16.5), new(-13.5, 40)];
        Exponential closed = Exponential.Over(parts, slope);
        // Simpson's rule, relative to the largest value.
        double high = Math.Abs(slope) * 40;
        double sum = 0, first = 0, second = 0;
        foreach (ScoreRange part in parts)
        {
            const int Steps = 200_000;
            double h = part.Width / Steps;
            for (int i = 0; i <= Steps; i++)
            {
                double m = part.Lower + (h * i);
                double v = (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * h / 3 * Math.Exp((slope * m) - high);
                sum += v;
                first += v * m;
                second += v * m * m;
            }
        }

        Assert.Equal(Math.Log(sum) + high, closed.LogIntegral, 1e-11);
        Assert.Equal(first / sum, closed.Mean, 1e-9);
        Assert.Equal((second / sum) - Math.Pow(first / sum, 2), closed.Variance, 1e-7);
    }

    [Fact]
    public void Series_and_closed_form_meet()
    {
        // x = slope · half: 0.2 is where they change.
        Exponential below = Exponential.Over(-1, 1, Math.BitDecrement(0.2));
        Exponential above = Exponential.Over(-1, 1, 0.2);
        Assert.Equal(below.LogIntegral, above.LogIntegral, 1e-14);
        Assert.Equal(below.Mean, above.Mean, 1e-14);
        Assert.Equal(below.Variance, above.Variance, 1e-13);
    }

    [Theory]
    [InlineData(700.0)]
    [InlineData(-700.0)]
    public void Steep_exponentials_do_not_overflow(double slope)
    {
        Exponential steep = Exponential.Over(-40, 40, slope);
        Assert.Equal((Math.Abs(slope) * 40) - Math.Log(Math.Abs(slope)), steep.LogIntegral, 1e-9);
        Assert.Equal(Math.CopySign(40 - (1 / Math.Abs(slope)), slope), steep.Mean, 1e-12);
        Assert.Equal(1 / (slope * slope), steep.Variance, 1e-15);
    }
}
