using Pullback.Autodiff;
using Pullback.Numerics.Random;
using Pullback.Statistics.Likelihoods;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Tests.Likelihoods;

/// <summary>Fits whose result is known in closed form, and their uncertainties over many samples.</summary>
public sealed class UnbinnedFitTests
{
    [Fact]
    public void The_lifetime_of_a_decay_is_the_mean_of_its_times()
    {
        double[] times = Times(500, 1.7, 1);
        using UnbinnedLikelihood likelihood = Lifetime(times, new Parameter("tau", 0.5, 0.01, 100));
        UnbinnedFit fit = likelihood.Fit();
        Assert.True(fit.IsConverged);
        double mean = times.Average();
        Assert.Equal(mean, fit.Value("tau"), 1e-9);
        Assert.Equal(mean / Math.Sqrt(500), fit.Uncertainty("tau"), 1e-8);
        Assert.Equal(500 * (1 + Math.Log(mean)), fit.Nll, 1e-9);
    }

    [Fact]
    public void Fixed_parameters_stay_and_those_at_a_bound_have_no_uncertainty()
    {
        double[] times = Times(500, 1.7, 1);
        using UnbinnedLikelihood held = Lifetime(times, new Parameter("tau", 0.5, 0.01, 100, ParameterState.Fixed));
        Assert.Equal(0.5, held.Fit().Value("tau"));
        Assert.Equal(0, held.Fit().Uncertainty("tau"));
        using UnbinnedLikelihood bounded = Lifetime(times, new Parameter("tau", 0.5, 0.01, 1));
        UnbinnedFit fit = bounded.Fit();
        Assert.Equal(1, fit.Value("tau"));
        Assert.Equal(0, fit.Uncertainty("tau"));
    }

    [Fact]
    public void A_parameter_that_the_data_do_not_determine_leaves_no_covariance()
    {
        double[] times = Times(50, 1.7, 1);
        var sample = Sample(times);
        using var likelihood = new UnbinnedLikelihood(
            new([new("tau", 1, 0.01, 100), new("idle", 0, -1, 1)]),
            [new CustomTerm(graph => graph.Sample(sample).WeightedSum((graph.Sample(sample)["t"] / graph.Parameters["tau"]) + Op.Log(graph.Parameters["tau"])))]);
        UnbinnedFit fit = likelihood.Fit();
        Assert.Null(fit.Covariance);
        Assert.Contains("not positive definite", Assert.Throws<InvalidOperationException>(() => fit.Uncertainty("tau")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pulls_of_many_samples_are_standard_normal_with_a_subtracted_background()
    {
        // A cosine distribution 1 + a x over a flat background; 200 samples, seed 5.
        const int Samples = 200;
        var simulation = new EventSample("simulation", new Dictionary<string, ReadOnlyMemory<double>> { ["x"] = Enumerable.Range(0, 1000).Select(i => -1 + (0.002 * (i + 0.5))).ToArray() });
        double sum = 0, squares = 0;
        for (int s = 0; s < Samples; s++)
        {
            var random = new RandomStream(5, "pulls", (ulong)s);
            double[] data = [.. Enumerable.Range(0, (int)random.Poisson(600)).Select(_ => Cosine(random, 0.4)), .. Enumerable.Range(0, (int)random.Poisson(200)).Select(_ => random.Uniform(-1, 1))];
            double[] sideband = [.. Enumerable.Range(0, (int)random.Poisson(400)).Select(_ => random.Uniform(-1, 1))];
            var options = new UnbinnedOptions { Background = Events("sideband", sideband), BackgroundWeight = 0.5 };
            using var likelihood = new UnbinnedLikelihood(
                new([new("a", 0, -0.95, 0.95)]), [new NormalizedLikelihood(Events("data", data), simulation, (columns, p) => 1.0 + (p["a"] * columns["x"]), options)], threads: 1);
            UnbinnedFit fit = likelihood.Fit();
            double pull = (fit.Value("a") - 0.4) / fit.Uncertainty("a");
            sum += pull;
            squares += pull * pull;
        }

        double mean = sum / Samples, width = Math.Sqrt((squares / Samples) - (mean * mean));
        Assert.Equal(0, mean, 4 / Math.Sqrt(Samples));

        // The scaled weights give the size of the uncertainty on average, not exactly: here it is right to 10 %.
        Assert.Equal(1, width, (4 / Math.Sqrt(2 * Samples)) + 0.1);

        static EventSample Events(string name, double[] x) => new(name, new Dictionary<string, ReadOnlyMemory<double>> { ["x"] = x });
    }

    private static double Cosine(RandomStream random, double slope)
    {
        double x;
        do x = random.Uniform(-1, 1); while (random.Uniform() * (1 + slope) > 1 + (slope * x));
        return x;
    }

    private static double[] Times(int count, double lifetime, ulong seed)
    {
        double[] times = new double[count];
        new RandomStream(seed, "decay times").FillExponential(times);
        return [.. times.Select(t => lifetime * t)];
    }

    private static EventSample Sample(double[] times) => new("decays", new Dictionary<string, ReadOnlyMemory<double>> { ["t"] = times });

    private static UnbinnedLikelihood Lifetime(double[] times, Parameter lifetime)
    {
        EventSample sample = Sample(times);
        return new UnbinnedLikelihood(
            new([lifetime]), [new CustomTerm(graph => graph.Sample(sample).WeightedSum((graph.Sample(sample)["t"] / graph.Parameters["tau"]) + Op.Log(graph.Parameters["tau"])))]);
    }
}
