using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class ErrorFunctionTests
{
    [Fact]
    public void Erf_matches_mpmath() => Accuracy.Check("erf", SpecialMath.Erf, 1.5);

    [Fact]
    public void Erf_in_single_precision_matches() => Accuracy.CheckSingle<ErfFunction>("erf", 0.51);

    [Fact]
    public void Erfc_matches_mpmath() => Accuracy.Check("erfc", SpecialMath.Erfc, 3.0);

    [Fact]
    public void Erfc_in_single_precision_matches() => Accuracy.CheckSingle<ErfcFunction>("erfc", 0.51);

    [Fact]
    public void Erfcx_matches_mpmath() => Accuracy.Check("erfcx", SpecialMath.Erfcx, 4.0);

    [Fact]
    public void Erfcx_in_single_precision_matches() => Accuracy.CheckSingle<ErfcxFunction>("erfcx", 0.51);

    [Fact]
    public void LogErfc_matches_mpmath() => Accuracy.Check("log-erfc", SpecialMath.LogErfc, 2.0);

    [Fact]
    public void LogErfc_in_single_precision_matches() => Accuracy.CheckSingle<LogErfcFunction>("log-erfc", 0.51);

    [Fact]
    public void ErfcHazard_matches_mpmath() => Accuracy.Check("erfc-hazard", SpecialMath.ErfcHazard, 3.0);

    [Fact]
    public void ErfcHazard_in_single_precision_matches() => Accuracy.CheckSingle<ErfcHazardFunction>("erfc-hazard", 0.51);

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Erf_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Erf(x));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(1e300, 0.0)]
    [InlineData(double.NegativeInfinity, 2.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Erfc_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Erfc(x));

    [Theory]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(-1e300, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Erfcx_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Erfcx(x));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.NegativeInfinity, 0.6931471805599453)]
    [InlineData(double.NaN, double.NaN)]
    public void LogErfc_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.LogErfc(x));

    [Theory]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void ErfcHazard_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.ErfcHazard(x));
}
