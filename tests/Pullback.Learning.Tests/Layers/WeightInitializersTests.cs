using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Layers;

public sealed class WeightInitializersTests
{
    [Theory]
    [InlineData(WeightInitializer.GlorotNormal, 2.0 / 500)]
    [InlineData(WeightInitializer.GlorotUniform, 2.0 / 500)]
    [InlineData(WeightInitializer.HeNormal, 2.0 / 200)]
    [InlineData(WeightInitializer.HeUniform, 2.0 / 200)]
    [InlineData(WeightInitializer.LecunNormal, 1.0 / 200)]
    [InlineData(WeightInitializer.LecunUniform, 1.0 / 200)]
    public void Weights_have_mean_zero_and_the_variance_of_their_family(WeightInitializer initializer, double variance)
    {
        double[] weights = new double[200 * 300];
        WeightInitializers.Fill<double>(initializer, weights, 200, 300, new RandomStream(1, "test"));
        double deviation = Math.Sqrt(variance);
        Assert.Equal(0.0, weights.Average(), 4 * deviation / Math.Sqrt(weights.Length));
        Assert.Equal(variance, weights.Average(w => w * w), 5 * variance * Math.Sqrt(2.0 / weights.Length));
        if (initializer.ToString().EndsWith("Uniform", StringComparison.Ordinal)) Assert.True(weights.Max(Math.Abs) <= Math.Sqrt(3) * deviation);
        double[] again = new double[weights.Length];
        WeightInitializers.Fill<double>(initializer, again, 200, 300, new RandomStream(1, "test"));
        Assert.Equal(weights, again);
    }
}
