namespace Pullback.Learning.Estimators.Training;

/// <summary>The loss over a set of events and what it is made of.</summary>
/// <param name="Total">The loss.</param>
/// <param name="Parts">Its parts by name, without <c>alpha</c>.</param>
public sealed record EstimatorLoss(double Total, IReadOnlyDictionary<string, double> Parts);
