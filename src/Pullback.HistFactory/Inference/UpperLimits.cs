using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Inference;

/// <summary>Upper limits on the parameter of interest: the largest values that CLs does not exclude.</summary>
/// <param name="Level">The CLs at the limit, such as 0.05 for 95 % confidence.</param>
/// <param name="Observed">The observed limit; NaN when CLs does not fall to the level, however large the value up to which fits converge.</param>
/// <param name="Expected">The expected limits in the order of <see cref="HypothesisTestResult.BandSigmas"/>: −2σ to +2σ; NaN as for the observed one, each on its own. Shape [5].</param>
/// <param name="PoiHat">The fitted value.</param>
/// <param name="Evaluations">The number of likelihood evaluations.</param>
/// <param name="ObservedGradient">The gradient of the observed limit; null if it was not asked for.</param>
/// <param name="MedianGradient">The gradient of the median expected limit; null if it was not asked for.</param>
public sealed record UpperLimits(
    double Level, double Observed, IReadOnlyList<double> Expected, double PoiHat, int Evaluations, StatisticGradient? ObservedGradient, StatisticGradient? MedianGradient);
