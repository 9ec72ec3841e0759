using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class NormalTests
{
    [Fact]
    public void NormalPdf_matches_mpmath() => Accuracy.Check("normal-pdf", SpecialMath.NormalPdf, 3.0);

    [Fact]
    public void NormalPdf_in_single_precision_matches() => Accuracy.CheckSingle<NormalPdfFunction>("normal-pdf", 0.51);

    [Fact]
    public void NormalCdf_matches_mpmath() => Accuracy.Check("normal-cdf", SpecialMath.NormalCdf, 3.5);

    [Fact]
    public void NormalCdf_in_single_precision_matches() => Accuracy.CheckSingle<NormalCdfFunction>("normal-cdf", 0.51);

    [Fact]
    public void LogNormalCdf_matches_mpmath() => Accuracy.Check("log-normal-cdf", SpecialMath.LogNormalCdf, 5.0);

    [Fact]
    public void LogNormalCdf_in_single_precision_matches() => Accuracy.CheckSingle<LogNormalCdfFunction>("log-normal-cdf", 0.51);

    [Fact]
    public void NormalHazard_matches_mpmath() => Accuracy.Check("normal-hazard", SpecialMath.NormalHazard, 4.0);

    [Fact]
    public void NormalHazard_in_single_precision_matches() => Accuracy.CheckSingle<NormalHazardFunction>("normal-hazard", 0.51);

    [Fact]
    public void NormalQuantile_matches_mpmath() => Accuracy.Check("normal-quantile", SpecialMath.NormalQuantile, 5.0);

    [Fact]
    public void NormalQuantile_in_single_precision_matches() => Accuracy.CheckSingle<NormalQuantileFunction>("normal-quantile", 0.51);

    [Theory]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(1e200, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalPdf_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.NormalPdf(x));

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalCdf_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.NormalCdf(x));

    [Theory]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void LogNormalCdf_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.LogNormalCdf(x));

    [Theory]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalHazard_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.NormalHazard(x));

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1.0, double.PositiveInfinity)]
    [InlineData(0.5, 0.0)]
    [InlineData(-1e-10, double.NaN)]
    [InlineData(1.0000000000000002, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalQuantile_has_its_edges(double p, double expected) => Assert.Equal(expected, SpecialMath.NormalQuantile(p));

    [Fact]
    public void LogNormalCdf_keeps_both_tails()
    {
        Assert.Equal(-7.619853024160525e-24, SpecialMath.LogNormalCdf(10.0));
        Assert.Equal(-5e15, SpecialMath.LogNormalCdf(-1e8), 1e2);
    }
}
