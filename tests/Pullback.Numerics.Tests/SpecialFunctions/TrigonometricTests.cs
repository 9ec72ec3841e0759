using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;
using Pullback.TestKit;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class TrigonometricTests
{
    [Fact]
    public void Sin_matches_mpmath() => Accuracy.Check("sin", SpecialMath.Sin, 1.0);

    [Fact]
    public void Sin_in_single_precision_matches() => Accuracy.CheckSingle<SinFunction>("sin", 0.51);

    [Fact]
    public void Cos_matches_mpmath() => Accuracy.Check("cos", SpecialMath.Cos, 1.0);

    [Fact]
    public void Cos_in_single_precision_matches() => Accuracy.CheckSingle<CosFunction>("cos", 0.51);

    [Fact]
    public void Atan_matches_mpmath() => Accuracy.Check("atan", SpecialMath.Atan, 1.5);

    [Fact]
    public void Atan_in_single_precision_matches() => Accuracy.CheckSingle<AtanFunction>("atan", 0.51);

    [Fact]
    public void Atan2_matches_mpmath() => Accuracy.Check("atan2", SpecialMath.Atan2, 2.0);

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(double.PositiveInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Sine_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Sin(x));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Cosine_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Cos(x));

    [Fact]
    public void Atan2_treats_zeros_and_infinities_as_IEEE_754_does()
    {
        double[] edges = [0.0, -0.0, 1.0, -1.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (double y in edges)
        {
            foreach (double x in edges)
            {
                double expected = Math.Atan2(y, x);
                double found = SpecialMath.Atan2(y, x);
                Assert.True(
                    Tolerance.SpecialFunction.Accepts(expected, found) && double.IsNegative(expected) == (double.IsNegative(found) || double.IsNaN(found) && double.IsNegative(expected)),
                    $"atan2({y}, {x}) = {found:R}, expected {expected:R}");
            }
        }
    }
}
