namespace Pullback.Learning.Categories.Training;

/// <summary>The outcome of the training from one start.</summary>
/// <param name="Parameters">Shape [parameter].</param>
/// <param name="Temperature">The temperature that goes with them.</param>
/// <param name="Hard">The hard categories on the events of the training.</param>
/// <param name="History">Every epoch.</param>
/// <param name="RestoredEpoch">The epoch, from 0, whose parameters were the best and are restored, or null.</param>
public sealed record CategoryStartResult(
    IReadOnlyList<double> Parameters, double Temperature, CategoryLook Hard, IReadOnlyList<CategoryEpoch> History, int? RestoredEpoch);
