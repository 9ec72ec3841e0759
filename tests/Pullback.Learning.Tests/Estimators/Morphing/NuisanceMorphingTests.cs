using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Tests.Estimators.Morphing;

public sealed class NuisanceMorphingTests
{
    [Fact]
    public void Both_sides_meet_their_weights()
    {
        NuisanceMorphing morphing = NuisanceMorphing.Of(2.0, 2.6, 1.7);
        Assert.Equal(2.6, 2.0 * Math.Exp(morphing.LogFactor(1)), 1e-14);
        Assert.Equal(1.7, 2.0 * Math.Exp(morphing.LogFactor(-1)), 1e-14);
        Assert.Equal(0.0, morphing.LogFactor(0));
    }

    [Fact]
    public void One_side_is_linear_in_the_exponent()
    {
        NuisanceMorphing morphing = NuisanceMorphing.Of(2.0, 2.6, null);
        Assert.Equal(Math.Log(1.3), morphing.Linear, 1e-15);
        Assert.Equal(0.0, morphing.Quadratic);
    }

    [Fact]
    public void Slope_is_that_of_the_exponent()
    {
        NuisanceMorphing morphing = NuisanceMorphing.Of(1.0, 1.4, 0.9);
        const double step = 1e-5;
        Assert.Equal((morphing.LogFactor(0.7 + step) - morphing.LogFactor(0.7 - step)) / (2 * step), morphing.LogSlope(0.7), 1e-9);
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(1.0, -1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(double.NaN, 1.0)]
    public void Weights_without_a_logarithm_have_no_effect(double reference, double positive)
    {
        Assert.Equal(new NuisanceMorphing(0, 0), NuisanceMorphing.Of(reference, positive, null));
        Assert.Equal(new NuisanceMorphing(0, 0), NuisanceMorphing.Of(reference, positive, 1.0));
    }

    [Fact]
    public void Coefficients_end_at_ten()
    {
        NuisanceMorphing huge = NuisanceMorphing.Of(1e-20, 1.0, null);
        Assert.Equal(10.0, huge.Linear);
        NuisanceMorphing odd = NuisanceMorphing.Of(1e-20, 1.0, 1.0);
        Assert.Equal(0.0, odd.Linear, 1e-12);
        Assert.Equal(10.0, odd.Quadratic);
        Assert.Equal(-10.0, NuisanceMorphing.Of(1.0, 1e-20, null).Linear);
    }
}
