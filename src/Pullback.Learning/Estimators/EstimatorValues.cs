namespace Pullback.Learning.Estimators;

/// <summary>What an estimator says of events at parameter points.</summary>
/// <param name="Points">The number of parameter points; 1 if each event has its own.</param>
/// <param name="Events">The number of events.</param>
/// <param name="Values">Log ratio or log density, shape [point, event].</param>
/// <param name="Score">The score at the first parameter point, shape [point, event, parameter]; null if not asked for.</param>
/// <param name="DenominatorDerivative">For doubly parameterized ratios <c>∂ ln r/∂θ₁</c>, minus the score at θ₁, as MadMiner returns it; shape [point, event, parameter].</param>
public sealed record EstimatorValues(int Points, int Events, double[] Values, double[]? Score, double[]? DenominatorDerivative);
