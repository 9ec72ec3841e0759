using Pullback.Learning.Estimators.Events;
using Pullback.Learning.Estimators.Morphing;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Estimators.Events;

/// <summary>Events whose weights are known at every point: <c>w(z; θ) = (1 + θ z)² N(z; 0, 1)</c>, observed as <c>x = z + noise</c>, generated at θ = 0.</summary>
internal static class QuadraticEvents
{
    /// <summary>The benchmarks, a basis of the quadratic dependence.</summary>
    public static readonly double[] Basis = [0, 1, -0.5];

    public static MadMinerEvents Create(int count, bool nuisance = false, ulong seed = 3)
    {
        MorphingBasis basis = MorphingBasis.Of(MorphingComponents.UpTo([2]), Basis);
        List<MadMinerBenchmark> benchmarks = [.. Basis.Select((b, i) => new MadMinerBenchmark("b" + i, [b], IsReference: i == 0))];
        if (nuisance) benchmarks.AddRange([new MadMinerBenchmark("up", [0], IsNuisance: true), new MadMinerBenchmark("down", [0], IsNuisance: true)]);
        var setup = new MadMinerSetup
        {
            Parameters = [new MadMinerParameter("c", "dim6", 2, 2, -1, 1)],
            Benchmarks = benchmarks,
            Morphing = basis,
            Observables = [new MadMinerObservable("x", "j[0].pt"), new MadMinerObservable("z", null)],
            NuisanceParameters = nuisance ? [new MadMinerNuisance("alpha", "scale", "up", "down")] : [],
            SignalEvents = [count, 0, 0],
        };
        var stream = new RandomStream(seed, "quadratic");
        double[] observations = new double[2 * count], weights = new double[benchmarks.Count * count];
        for (int e = 0; e < count; e++)
        {
            double z = stream.Normal();
            observations[2 * e] = z + (0.5 * stream.Normal());
            observations[(2 * e) + 1] = z;
            for (int b = 0; b < 3; b++) weights[(benchmarks.Count * e) + b] = Weight(z, Basis[b]) / count;
            if (!nuisance) continue;
            weights[(5 * e) + 3] = Math.Exp((0.2 * z) + 0.01) / count;
            weights[(5 * e) + 4] = Math.Exp((-0.2 * z) + 0.01) / count;
        }

        return new MadMinerEvents(setup, observations, weights, new long[count]);
    }

    public static double Weight(double z, double theta) => (1 + (theta * z)) * (1 + (theta * z));

    /// <summary>Means of the weight and of its slope over the events of <see cref="Create"/>.</summary>
    public static void Sums(int count, double theta, out double weight, out double slope)
    {
        double[] observations = Create(count, nuisance: true).Observations.ToArray();
        (weight, slope) = (0, 0);
        for (int e = 0; e < count; e++)
        {
            double z = observations[(2 * e) + 1];
            weight += Weight(z, theta) / count;
            slope += 2 * z * (1 + (theta * z)) / count;
        }
    }
}
