namespace Pullback.Learning.Categories.Training;

/// <summary>One epoch of one training, before its update.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">What training makes small.</param>
/// <param name="Results">The result of every signal with soft categories.</param>
/// <param name="LowBackground">The penalty for little background, without its weight.</param>
/// <param name="HighUncertainty">The penalty for an uncertain background, without its weight.</param>
/// <param name="Validation">The loss on the events that training does not see, or null.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="Temperature">The temperature; of sigmoid categories, what their steepness is divided by.</param>
/// <param name="Seconds">The time it took.</param>
/// <param name="Look">The hard categories, every few epochs, or null.</param>
public sealed record CategoryEpoch(
    int Epoch,
    double Loss,
    IReadOnlyList<double> Results,
    double LowBackground,
    double HighUncertainty,
    double? Validation,
    double LearningRate,
    double Temperature,
    double Seconds,
    CategoryLook? Look);
