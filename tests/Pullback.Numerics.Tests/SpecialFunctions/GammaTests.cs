using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class GammaTests
{
    [Fact]
    public void LogGamma_matches_mpmath() => Accuracy.Check("log-gamma", SpecialMath.LogGamma, 5.0);

    [Fact]
    public void LogGamma_in_single_precision_matches() => Accuracy.CheckSingle<LogGammaFunction>("log-gamma", 0.51);

    [Fact]
    public void Digamma_matches_mpmath() => Accuracy.Check("digamma", SpecialMath.Digamma, 3.0);

    [Fact]
    public void Digamma_in_single_precision_matches() => Accuracy.CheckSingle<DigammaFunction>("digamma", 0.51);

    [Fact]
    public void Trigamma_matches_mpmath() => Accuracy.Check("trigamma", SpecialMath.Trigamma, 3.0);

    [Fact]
    public void Trigamma_in_single_precision_matches() => Accuracy.CheckSingle<TrigammaFunction>("trigamma", 0.51);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void Polygamma_matches_mpmath(int order) => Accuracy.Check($"polygamma-{order}", x => SpecialMath.Polygamma(order, x), 5.0 + (2.0 * order));

    [Fact]
    public void Polygamma_of_orders_zero_and_one_are_digamma_and_trigamma()
    {
        Assert.Equal(SpecialMath.Digamma(3.7), SpecialMath.Polygamma(0, 3.7));
        Assert.Equal(SpecialMath.Trigamma(3.7), SpecialMath.Polygamma(1, 3.7));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void Polygamma_refuses_orders_it_does_not_know(int order) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialMath.Polygamma(order, 1.0));

    [Theory]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(2.0, 0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-0.5, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void LogGamma_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.LogGamma(x));

    [Theory]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-0.5, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Digamma_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Digamma(x));

    [Theory]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(-0.5, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Trigamma_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Trigamma(x));
}
