namespace Pullback.Learning.Observables;

/// <summary>One epoch of a training; the results are those before its updates.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Training">Results on the training events.</param>
/// <param name="Validation">Results on the events kept out of training, or null.</param>
/// <param name="LearningRate">The learning rate of the epoch.</param>
/// <param name="GradientNorm">The Euclidean norm of the last gradient, before clipping.</param>
/// <param name="Seconds">The time of the epoch.</param>
/// <param name="StatisticsSeconds">The part of it spent on the objective: its fits and their gradients.</param>
public sealed record EpochReport(
    int Epoch, ObservableMetrics Training, ObservableMetrics? Validation, double LearningRate, double GradientNorm, double Seconds, double StatisticsSeconds);
