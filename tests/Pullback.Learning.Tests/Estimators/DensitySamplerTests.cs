using Pullback.Learning.Estimators;
using Pullback.Learning.Layers;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators;

public sealed class DensitySamplerTests
{
    [Theory]
    [InlineData(2, 1, true, false)]
    [InlineData(3, 3, true, false)]
    [InlineData(2, 1, false, false)]
    [InlineData(2, 1, true, true)]
    [InlineData(3, 2, true, true)]
    public void Drawn_events_have_the_moments_of_the_density(int steps, int components, bool reverse, bool normalizes)
    {
        const int Count = 40000;
        Estimator density = Density(2, steps, components, reverse, normalizes);
        using var sampler = new DensitySampler(density);
        double[] theta = [0.4, -0.3];
        double[] drawn = sampler.Draw([.. Enumerable.Range(0, Count).SelectMany(_ => theta)], 7, TestContext.Current.CancellationToken);
        double[] exact = GridMoments(density, theta), squares = new double[5], found = new double[5];
        for (int e = 0; e < Count; e++)
        {
            double[] moments = Moments(drawn[2 * e], drawn[(2 * e) + 1]);
            for (int k = 0; k < 5; k++)
            {
                found[k] += moments[k] / Count;
                squares[k] += moments[k] * moments[k] / Count;
            }
        }

        for (int k = 0; k < 5; k++) Assert.Equal(exact[k], found[k], 5 * Math.Sqrt((squares[k] - (found[k] * found[k])) / Count));
    }

    [Fact]
    public void Events_belong_to_their_own_points_and_to_the_seed_alone()
    {
        using var sampler = new DensitySampler(Density(1, 2, 2, true));
        double[] theta = [.. Enumerable.Range(0, 5000).SelectMany(i => new[] { i / 5000.0, 0.1 })];
        double[] all = sampler.Draw(theta, 3, TestContext.Current.CancellationToken);
        Assert.Equal(all, sampler.Draw(theta, 3, TestContext.Current.CancellationToken));
        Assert.NotEqual(all, sampler.Draw(theta, 4, TestContext.Current.CancellationToken));
        Assert.Equal(all[..4096], sampler.Draw(theta.AsSpan(0, 2 * 4096), 3, TestContext.Current.CancellationToken));
        Assert.Empty(sampler.Draw([], 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Only_densities_can_be_drawn_from_at_finite_points()
    {
        var ratio = new EstimatorDefinition { Kind = EstimatorKind.ParameterizedRatio, Observables = 1, Parameters = 1, Hidden = [2] };
        ArgumentException kind = Assert.Throws<ArgumentException>(() => new DensitySampler(new Estimator(ratio, new double[9], Scaling.None(1))));
        Assert.Contains("no density", kind.Message, StringComparison.Ordinal);
        using var sampler = new DensitySampler(Density(1, 1, 1, true));
        Assert.Contains("Point 0 has NaN as parameter 1", Assert.Throws<ArgumentException>(() => sampler.Draw([0.0, double.NaN], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => sampler.Draw([0.0], 1));
    }

    // A flow with weights drawn at random, strong enough to bend the density.
    private static Estimator Density(int observables, int steps, int components, bool reverse, bool normalizes = false)
    {
        var definition = new EstimatorDefinition
        {
            Kind = EstimatorKind.Likelihood,
            Observables = observables,
            Parameters = 2,
            Hidden = [6],
            Steps = steps,
            Components = components,
            Reverse = reverse,
            BatchNormalization = normalizes ? 0.1 : null,
        };
        WeightList list = new EstimatorGraph(definition, Autodiff.ElementType.Float64).Weights;
        double[] weights = new double[list.Length];
        new RandomStream(17, "flow").FillNormal(weights);
        for (int i = 0; i < weights.Length; i++) weights[i] *= 0.4;
        foreach (WeightTensor variance in list.Tensors.Where(t => t.Name.EndsWith("variance", StringComparison.Ordinal)))
        {
            foreach (ref double value in weights.AsSpan(variance.Offset, variance.Length)) value = 1 + Math.Abs(value);
        }

        return new Estimator(
            definition, weights, new Scaling([.. Enumerable.Range(0, observables).Select(i => 0.5 - i)], [.. Enumerable.Range(0, observables).Select(i => 2.0 - (0.8 * i))]), new Scaling([0.1, 0.2], [0.7, 1.3]));
    }

    private static double[] Moments(double x, double y) => [x, y, x * x, y * y, x * y];

    private static double[] GridMoments(Estimator density, double[] theta)
    {
        const int Steps = 300;
        double[] cells = new double[2 * Steps * Steps];
        for (int i = 0; i < Steps * Steps; i++)
        {
            cells[2 * i] = -24 + (48.0 * ((i / Steps) + 0.5) / Steps);
            cells[(2 * i) + 1] = -15 + (30.0 * ((i % Steps) + 0.5) / Steps);
        }

        double[] logs = density.Evaluate(cells, theta).Values;
        double[] sums = new double[5];
        double area = 48.0 / Steps * 30.0 / Steps, norm = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            double p = Math.Exp(logs[i]) * area;
            norm += p;
            double[] moments = Moments(cells[2 * i], cells[(2 * i) + 1]);
            for (int k = 0; k < 5; k++) sums[k] += p * moments[k];
        }

        Assert.Equal(1, norm, 1e-3);
        return sums;
    }
}
