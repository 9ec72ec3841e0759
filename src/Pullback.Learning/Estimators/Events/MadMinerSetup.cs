using Pullback.Learning.Estimators.Morphing;

namespace Pullback.Learning.Estimators.Events;

/// <summary>What a MadMiner file says about its events: parameters, benchmarks, morphing, systematic uncertainties and observables.</summary>
public sealed record MadMinerSetup
{
    /// <summary>The parameters of the theory.</summary>
    public required IReadOnlyList<MadMinerParameter> Parameters { get; init; }

    /// <summary>The benchmarks, in the order of the weights: those of the theory first, then those of nuisance parameters.</summary>
    public required IReadOnlyList<MadMinerBenchmark> Benchmarks { get; init; }

    /// <summary>The weights between benchmarks, or null. Its points are the first benchmarks of the theory, in order.</summary>
    public MorphingBasis? Morphing { get; init; }

    /// <summary>Benchmarks next to others, from which slopes follow, or null.</summary>
    public MadMinerDifferences? Differences { get; init; }

    /// <summary>The systematic uncertainties.</summary>
    public IReadOnlyList<MadMinerSystematic> Systematics { get; init; } = [];

    /// <summary>The nuisance parameters.</summary>
    public IReadOnlyList<MadMinerNuisance> NuisanceParameters { get; init; } = [];

    /// <summary>The observables, in the order of the columns.</summary>
    public IReadOnlyList<MadMinerObservable> Observables { get; init; } = [];

    /// <summary>Events generated at each benchmark of the theory, before cuts; empty if the file does not say. Shape [theory benchmark].</summary>
    public IReadOnlyList<long> SignalEvents { get; init; } = [];

    /// <summary>Background events generated, before cuts; null if the file does not say.</summary>
    public long? BackgroundEvents { get; init; }

    /// <summary>The number of benchmarks of the theory.</summary>
    public int TheoryBenchmarks => Benchmarks.Count(b => !b.IsNuisance);

    /// <summary>The benchmark that nuisance parameters start from: the one marked so, or else the first.</summary>
    public int ReferenceBenchmark => Enumerable.Range(0, Benchmarks.Count).FirstOrDefault(b => Benchmarks[b].IsReference, 0);

    /// <summary>The number of a benchmark.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">There is no such benchmark.</exception>
    public int BenchmarkIndex(string name)
    {
        for (int b = 0; b < Benchmarks.Count; b++)
        {
            if (string.Equals(Benchmarks[b].Name, name, StringComparison.Ordinal)) return b;
        }

        throw new ArgumentException($"There is no benchmark '{name}'; there are {string.Join(", ", Benchmarks.Select(b => b.Name))}.", nameof(name));
    }
}
