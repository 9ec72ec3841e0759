namespace Pullback.Learning.Estimators.Events;

/// <summary>A nuisance parameter, in standard deviations.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Systematic">The systematic uncertainty it belongs to; null if the file does not say.</param>
/// <param name="PositiveBenchmark">The benchmark at +1.</param>
/// <param name="NegativeBenchmark">The benchmark at −1; null for none.</param>
public sealed record MadMinerNuisance(string Name, string? Systematic, string PositiveBenchmark, string? NegativeBenchmark = null);
