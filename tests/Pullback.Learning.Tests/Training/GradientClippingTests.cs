using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Training;

public sealed class GradientClippingTests
{
    [Fact]
    public void Values_are_cut_before_the_norm_is_shortened()
    {
        double[] gradient = [30, -4, 0.5];
        new GradientClipping { MaximumValue = 3 }.Apply<double>(gradient);
        Assert.Equal([3, -3, 0.5], gradient);
        new GradientClipping { MaximumNorm = 1 }.Apply<double>(gradient);
        Assert.Equal(1.0, Math.Sqrt(gradient.Sum(g => g * g)), 1e-15);
        Assert.Equal(-gradient[0], gradient[1], 1e-15);
    }

    [Fact]
    public void A_gradient_within_the_limits_keeps_its_bits()
    {
        float[] gradient = [0.3f, -0.4f];
        new GradientClipping { MaximumNorm = 0.51, MaximumValue = 0.4 }.Apply<float>(gradient);
        Assert.Equal([0.3f, -0.4f], gradient);
        Assert.NotEmpty(new GradientClipping { MaximumNorm = 0 }.Problems());
    }
}
