using static Pullback.Learning.Estimators.Morphing.MorphingComponents;

namespace Pullback.Learning.Estimators.Events;

/// <summary>Weighted events in memory.</summary>
public sealed class MadMinerEvents : IMadMinerSource
{
    private readonly ReadOnlyMemory<double> _observations;
    private readonly ReadOnlyMemory<double> _weights;
    private readonly ReadOnlyMemory<long> _sampling;

    /// <summary>Joins the parts, which are not copied: leave them unchanged.</summary>
    /// <param name="setup">What the events mean.</param>
    /// <param name="observations">Row-major. Shape [event, observable].</param>
    /// <param name="weights">Row-major, in pb. Shape [event, benchmark].</param>
    /// <param name="samplingBenchmarks">The theory benchmark each event was generated at, −1 for background; empty if not known. Shape [event].</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a sampling benchmark does not exist.</exception>
    public MadMinerEvents(MadMinerSetup setup, ReadOnlyMemory<double> observations, ReadOnlyMemory<double> weights, ReadOnlyMemory<long> samplingBenchmarks = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Setup = setup;
        int benchmarks = setup.Benchmarks.Count;
        if (benchmarks == 0 || weights.Length % benchmarks != 0)
            throw new ArgumentException(Invariant($"There are {weights.Length} weights, but they must be a whole number of events with {benchmarks} benchmarks, at least one."), nameof(weights));
        int count = weights.Length / benchmarks;
        if (observations.Length != (long)count * setup.Observables.Count)
            throw new ArgumentException(Invariant($"There are {observations.Length} observations, but {count} events with {setup.Observables.Count} observables."), nameof(observations));
        if (!samplingBenchmarks.IsEmpty && samplingBenchmarks.Length != count)
            throw new ArgumentException(Invariant($"There are {samplingBenchmarks.Length} sampling benchmarks, but {count} events."), nameof(samplingBenchmarks));
        int theory = setup.TheoryBenchmarks;
        for (int e = 0; e < samplingBenchmarks.Length; e++)
        {
            long benchmark = samplingBenchmarks.Span[e];
            if (benchmark < -1 || benchmark >= theory)
            {
                throw new ArgumentException(
                    Invariant($"Event {e} was generated at benchmark {benchmark}, but there are theory benchmarks 0 to {theory - 1}, and -1 for background."), nameof(samplingBenchmarks));
            }
        }

        _observations = observations;
        _weights = weights;
        _sampling = samplingBenchmarks;
        EventCount = count;
    }

    /// <inheritdoc/>
    public MadMinerSetup Setup { get; }

    /// <inheritdoc/>
    public long EventCount { get; }

    /// <summary>Row-major. Shape [event, observable].</summary>
    public ReadOnlyMemory<double> Observations => _observations;

    /// <summary>Row-major, in pb. Shape [event, benchmark].</summary>
    public ReadOnlyMemory<double> Weights => _weights;

    /// <summary>The theory benchmark each event was generated at, −1 for background; empty if not known. Shape [event].</summary>
    public ReadOnlyMemory<long> SamplingBenchmarks => _sampling;

    /// <inheritdoc/>
    public MadMinerTile Read(long first, int count, bool observations)
    {
        int at = checked((int)first);
        int width = Setup.Observables.Count;
        return new MadMinerTile(
            first,
            count,
            _weights.Slice(at * Setup.Benchmarks.Count, count * Setup.Benchmarks.Count),
            _sampling.IsEmpty ? default : _sampling.Slice(at, count),
            observations ? _observations.Slice(at * width, count * width) : default);
    }
}
