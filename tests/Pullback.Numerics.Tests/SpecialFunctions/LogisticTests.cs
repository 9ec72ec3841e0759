using Pullback.Numerics.Simd.Functions;
using Pullback.Numerics.SpecialFunctions;

namespace Pullback.Numerics.Tests.SpecialFunctions;

public sealed class LogisticTests
{
    [Fact]
    public void Tanh_matches_mpmath() => Accuracy.Check("tanh", SpecialMath.Tanh, 2.0);

    [Fact]
    public void Tanh_in_single_precision_matches() => Accuracy.CheckSingle<TanhFunction>("tanh", 2.0);

    [Fact]
    public void Sigmoid_matches_mpmath() => Accuracy.Check("sigmoid", SpecialMath.Sigmoid, 2.0);

    [Fact]
    public void Sigmoid_in_single_precision_matches() => Accuracy.CheckSingle<SigmoidFunction>("sigmoid", 2.0);

    [Fact]
    public void Softplus_matches_mpmath() => Accuracy.Check("softplus", SpecialMath.Softplus, 1.5);

    [Fact]
    public void Softplus_in_single_precision_matches() => Accuracy.CheckSingle<SoftplusFunction>("softplus", 1.5);

    [Theory]
    [InlineData(-0.0, -0.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Tanh_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Tanh(x));

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Sigmoid_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Sigmoid(x));

    [Theory]
    [InlineData(1000.0, 1000.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.NaN, double.NaN)]
    public void Softplus_has_its_edges(double x, double expected) => Assert.Equal(expected, SpecialMath.Softplus(x));
}
