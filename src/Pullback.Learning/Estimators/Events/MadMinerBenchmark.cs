namespace Pullback.Learning.Estimators.Events;

/// <summary>A point for which every event has a weight.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The parameters; zeros for a benchmark of a nuisance parameter. Shape [parameter].</param>
/// <param name="IsNuisance">Whether it belongs to a nuisance parameter.</param>
/// <param name="IsReference">Whether nuisance parameters start from it.</param>
public sealed record MadMinerBenchmark(string Name, IReadOnlyList<double> Values, bool IsNuisance = false, bool IsReference = false);
