namespace Pullback.Learning.Estimators.Events;

/// <summary>Consecutive events.</summary>
/// <param name="First">The number of the first event.</param>
/// <param name="Count">The number of events.</param>
/// <param name="Weights">Row-major, in pb. Shape [event, benchmark].</param>
/// <param name="SamplingBenchmarks">The benchmark each event was generated at, −1 for background; empty if the file does not say. Shape [event].</param>
/// <param name="Observations">Row-major; empty if they were not asked for. Shape [event, observable].</param>
public sealed record MadMinerTile(
    long First, int Count, ReadOnlyMemory<double> Weights, ReadOnlyMemory<long> SamplingBenchmarks, ReadOnlyMemory<double> Observations);
