namespace Pullback.Learning.Observables;

/// <summary>A finished training.</summary>
/// <param name="Observable">The trained observable.</param>
/// <param name="History">One report per epoch.</param>
/// <param name="Final">Results of the final weights on the training events.</param>
/// <param name="FinalValidation">Results of the final weights on the events kept out of training, or null.</param>
/// <param name="BestEpoch">The epoch whose weights were restored, or null if the final weights are those of the last update.</param>
public sealed record ObservableTrainingResult(
    TrainedObservable Observable, IReadOnlyList<EpochReport> History, ObservableMetrics Final, ObservableMetrics? FinalValidation, int? BestEpoch);
