namespace Pullback.Learning.Estimators.Training;

/// <summary>What an epoch of a training has found.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Training">The mean of the losses of the epoch's batches, each before its update.</param>
/// <param name="Validation">The loss of the events kept for validation, after the epoch; null without any.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record EstimatorEpoch(int Epoch, EstimatorLoss Training, EstimatorLoss? Validation, double LearningRate, double Seconds);
