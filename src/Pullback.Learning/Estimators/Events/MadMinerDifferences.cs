namespace Pullback.Learning.Estimators.Events;

/// <summary>Benchmarks that differ from others by a step in one parameter: <c>∂W/∂θ_p = (W[shifted_p] − W[base]) / ε</c>.</summary>
/// <param name="Bases">The names of the benchmarks that have neighbors.</param>
/// <param name="Shifted">The names of their neighbors. Shape [base][parameter].</param>
/// <param name="Step">ε, not zero.</param>
public sealed record MadMinerDifferences(IReadOnlyList<string> Bases, IReadOnlyList<IReadOnlyList<string>> Shifted, double Step);
