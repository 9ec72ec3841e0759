namespace Pullback.Statistics.HypothesisTests;

/// <summary>A two-sided hypothesis test.</summary>
/// <param name="Poi">The tested value of the parameter of interest.</param>
/// <param name="PoiHat">Its fitted value.</param>
/// <param name="Distribution">The statistic and its p-value.</param>
public sealed record TwoSidedTestResult(double Poi, double PoiHat, TwoSidedDistribution Distribution);
