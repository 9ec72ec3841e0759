using Pullback.Numerics.Random;

namespace Pullback.Numerics.Tests.Random;

public sealed class PoissonLogProbabilityTests
{
    [Theory]
    [InlineData(0.0, 0.3)]
    [InlineData(1.0, 0.3)]
    [InlineData(15.0, 12.0)]
    [InlineData(16.0, 12.0)]
    [InlineData(17.0, 17.0)]
    [InlineData(90.0, 100.5)]
    [InlineData(400.0, 100.5)]
    public void Agrees_with_the_definition(double count, double mean)
    {
        double expected = (count * Math.Log(mean)) - mean - MathNet.Numerics.SpecialFunctions.FactorialLn((int)count);
        Assert.Equal(expected, PoissonLogProbability.Value(count, mean), 1e-12 * Math.Max(1.0, Math.Abs(expected)));
    }

    [Fact]
    public void Keeps_its_digits_at_huge_means()
    {
        // At k = μ the value is −δ(k) − ½ ln 2πk; one standard deviation off it is ½ smaller up to O(1/√μ).
        const double Mean = 1e14;
        double peak = PoissonLogProbability.Value(Mean, Mean);
        Assert.Equal(-0.5 * Math.Log(Math.Tau * Mean), peak, 1e-13);
        Assert.Equal(0.5, peak - PoissonLogProbability.Value(Mean + 1e7, Mean), 1e-6);
    }
}
