namespace Pullback.Learning.Estimators.Training;

/// <summary>The outcome of a training.</summary>
/// <param name="Estimator">The trained estimator.</param>
/// <param name="History">The epochs.</param>
/// <param name="BestEpoch">The epoch, from 1, whose weights the estimator has; the last one unless an earlier one had a smaller validation loss.</param>
public sealed record EstimatorTrainingResult(Estimator Estimator, IReadOnlyList<EstimatorEpoch> History, int BestEpoch);
