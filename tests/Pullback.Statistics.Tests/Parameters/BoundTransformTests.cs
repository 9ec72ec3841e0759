using System.Text.Json;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Tests.Parameters;

public sealed class BoundTransformTests
{
    private const double None = double.PositiveInfinity;
    private static readonly JsonElement Facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "amplitudes", "unit_facts.json"))).RootElement;

    [Theory]
    [InlineData("Bound(None, None)", -None, None)]
    [InlineData("Bound(0.5, None)", 0.5, None)]
    [InlineData("Bound(None, 2.0)", -None, 2)]
    [InlineData("Bound(-1.0, 3.0)", -1, 3)]
    public void Values_and_derivatives_are_those_of_the_reference(string key, double lower, double upper)
    {
        JsonElement expected = Facts.GetProperty(key);
        var transform = new BoundTransform(lower, upper);
        Assert.Equal(expected.GetProperty("y(0.7)").GetDouble(), transform.Value(0.7), 1e-14);
        Assert.Equal(expected.GetProperty("dydx(0.7)").GetDouble(), transform.Slope(0.7), 1e-14);
        Assert.Equal(expected.GetProperty("d2ydx2(0.7)").GetDouble(), transform.Curvature(0.7), 1e-14);
        Assert.Equal(expected.GetProperty("x(y=1.2)").GetDouble(), transform.Inverse(1.2), 1e-14);
    }

    [Theory]
    [InlineData(-None, None)]
    [InlineData(0.5, None)]
    [InlineData(-None, 2)]
    [InlineData(-1, 3)]
    public void Derivatives_are_those_of_differences_and_the_inverse_goes_back(double lower, double upper)
    {
        var transform = new BoundTransform(lower, upper);
        foreach (double x in (double[])[-3, -0.2, 0.1, 1.3, 40])
        {
            const double Step = 1e-5;
            Assert.Equal((transform.Value(x + Step) - transform.Value(x - Step)) / (2 * Step), transform.Slope(x), 1e-8);
            Assert.Equal((transform.Slope(x + Step) - transform.Slope(x - Step)) / (2 * Step), transform.Curvature(x), 1e-8);
            Assert.Equal(transform.Value(x), transform.Value(transform.Inverse(transform.Value(x))), 1e-12);
        }
    }

    [Fact]
    public void Values_outside_the_bounds_go_to_the_next_one()
    {
        var transform = new BoundTransform(-1, 3);
        Assert.Equal(3, transform.Value(transform.Inverse(7)), 1e-14);
        Assert.Equal(-1, transform.Value(transform.Inverse(-7)), 1e-14);
        Assert.Equal(0.5, new BoundTransform(0.5, None).Value(new BoundTransform(0.5, None).Inverse(0)), 1e-14);
        Assert.Throws<ArgumentException>(() => new BoundTransform(1, 1));
        Assert.Throws<ArgumentException>(() => new BoundTransform(double.NaN, 1));
    }
}
