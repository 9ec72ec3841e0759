using Pullback.Statistics.Distributions;
using Pullback.TestKit;

namespace Pullback.Statistics.Tests.Distributions;

public sealed class NormalDistributionTests
{
    [Fact]
    public void The_density_is_normalized_to_its_width()
    {
        Closeness.Near(-0.5 * Math.Log(2.0 * Math.PI), NormalDistribution.LogPdf(1.5, 1.5), Closeness.Rounding);
        Closeness.Near(-Math.Log(3.0 * Math.Sqrt(2.0 * Math.PI)) - 0.5, NormalDistribution.LogPdf(4.0, 1.0, 3.0), Closeness.Rounding);
        Closeness.Near(Math.Exp(NormalDistribution.LogPdf(1.2, 0.0)), NormalDistribution.Pdf(1.2), Closeness.Rounding);
    }

    [Fact]
    public void A_width_that_is_not_positive_has_no_density() => Assert.Equal(double.NaN, NormalDistribution.LogPdf(0.0, 0.0, 0.0));
}
