using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class ExponentialTests
{
    [Fact]
    public void Exp_matches_mpmath() => Accuracy.Check("exp", SpecialMath.Exp, 1.0);

    [Fact]
    public void Exp_in_single_precision_matches() => Accuracy.CheckSingle<ExpFunction>("exp", 1.0);

    [Fact]
    public void Expm1_matches_mpmath() => Accuracy.Check("expm1", SpecialMath.Expm1, 1.5);

    [Fact]
    public void Expm1_in_single_precision_matches() => Accuracy.CheckSingle<Expm1Function>("expm1", 1.5);

    [Fact]
    public void Log_matches_mpmath() => Accuracy.Check("log", SpecialMath.Log, 1.0);

    [Fact]
    public void Log_in_single_precision_matches() => Accuracy.CheckSingle<LogFunction>("log", 1.0);

    [Fact]
    public void Log1P_matches_mpmath() => Accuracy.Check("log1p", SpecialMath.Log1P, 1.0);

    [Fact]
    public void Log1P_in_single_precision_matches() => Accuracy.CheckSingle<Log1PFunction>("log1p", 2.0);

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(710.0, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-746.0, 0.0)]
    [InlineData(-1e300, 0.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Exp_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Exp(x));

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -1.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Expm1_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Expm1(x));

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1e-300, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Log_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Log(x));

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(-1.0, double.NegativeInfinity)]
    [InlineData(-1.0000000000000002, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Log1P_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Log1P(x));

    [Fact]
    public void Log1P_and_Expm1_do_not_lose_small_arguments()
    {
        Assert.Equal(1e-17, SpecialMath.Log1P(1e-17));
        Assert.Equal(1e-17, SpecialMath.Expm1(1e-17));
    }
}
