using Pullback.Statistics.Distributions;

namespace Pullback.Statistics.Tests.Distributions;

public sealed class ChiSquaredDistributionTests
{
    /// <summary>The usual quantiles of 0.95, and erfc(√50) as a tail.</summary>
    [Theory]
    [InlineData(1, 3.841458820694124, 0.05)]
    [InlineData(1, 100.0, 1.5239706048320995e-23)]
    [InlineData(2, 5.991464547107979, 0.05)]
    [InlineData(5, 11.070497693516351, 0.05)]
    [InlineData(20, 31.410432844230918, 0.05)]
    public void Probabilities_above(int degrees, double x, double expected) => Assert.Equal(expected, ChiSquaredDistribution.Above(x, degrees), 1e-12 * expected);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public void Quantiles_invert_probabilities(int degrees)
    {
        foreach (double share in new[] { 1e-3, 0.5, 0.6826894921370859, 0.95, 0.999 })
            Assert.Equal(1 - share, ChiSquaredDistribution.Above(ChiSquaredDistribution.Quantile(share, degrees), degrees), 1e-12);
    }

    [Fact]
    public void Edges_are_certain()
    {
        Assert.Equal(1, ChiSquaredDistribution.Above(0, 3));
        Assert.Equal(0, ChiSquaredDistribution.Above(double.PositiveInfinity, 3));
        Assert.Equal(double.NaN, ChiSquaredDistribution.Above(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquaredDistribution.Above(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquaredDistribution.Quantile(1, 1));
    }
}
