using Pullback.Statistics.Distributions;
using Pullback.TestKit;

namespace Pullback.Statistics.Tests.Distributions;

public sealed class PoissonDistributionTests
{
    // ln Pois(n | r), 40-digit arithmetic.
    [Theory]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(0.0, 2.5, -2.5)]
    [InlineData(3.0, 2.5, -1.54288727360558981)]
    [InlineData(51.5, 48.25, -2.99842550374439277)]
    [InlineData(0.3, 1e-5, -3.3457128299832079)]
    [InlineData(1e6, 1.001e6, -8.32636081198697632)]
    public void Matches_mpmath(double count, double rate, double expected) => Closeness.Near(expected, PoissonDistribution.LogPdf(count, rate), 1e-13, 1e-14);

    [Fact]
    public void A_count_without_rate_is_impossible_and_outside_the_domain_there_is_no_probability()
    {
        Assert.Equal(double.NegativeInfinity, PoissonDistribution.LogPdf(1.0, 0.0));
        Assert.Equal(double.NaN, PoissonDistribution.LogPdf(1.0, -1.0));
        Assert.Equal(double.NaN, PoissonDistribution.LogPdf(-1.0, 1.0));
        Assert.Equal(double.NaN, PoissonDistribution.LogPdf(double.NaN, 1.0));
    }

    // n (x - ln(1 + x)), 40-digit arithmetic: relative accuracy however close rate and count are.
    [Theory]
    [InlineData(1e-9, 4.99999999666666729e-19)]
    [InlineData(1e-4, 4.99966669166466731e-9)]
    [InlineData(-0.0999, 0.00534941071909748732)]
    [InlineData(0.0999, 0.00468073341906609141)]
    [InlineData(0.5, 0.094534891891835618)]
    [InlineData(-0.9, 1.40258509299404588)]
    public void Excess_over_the_logarithm_does_not_cancel(double x, double expected) =>
        Closeness.Near(expected, PoissonDistribution.ExcessOverLog1P(x), 5e-15);

    [Fact]
    public void The_deviance_is_the_missing_log_probability_and_vanishes_at_the_count()
    {
        foreach (double count in (double[])[0.5, 3.0, 15.9, 16.1, 200.0])
        {
            Assert.Equal(0.0, PoissonDistribution.Deviance(count, count));
            foreach (double ratio in (double[])[0.2, 0.95, 1.02, 4.0])
            {
                double direct = PoissonDistribution.LogPdf(count, count) - PoissonDistribution.LogPdf(count, ratio * count);
                Closeness.Near(direct, PoissonDistribution.Deviance(count, ratio * count), 1e-12, 1e-13);
            }
        }

        Assert.Equal(double.PositiveInfinity, PoissonDistribution.Deviance(2.0, 0.0));
        Assert.Equal(double.PositiveInfinity, PoissonDistribution.Deviance(0.0, -1.0));
    }

    [Fact]
    public void The_saturated_log_probability_is_continuous_where_its_series_begins() =>
        Closeness.Near(PoissonDistribution.SaturatedLogPdf(16.0 - 1e-13), PoissonDistribution.SaturatedLogPdf(16.0), 1e-13);
}
