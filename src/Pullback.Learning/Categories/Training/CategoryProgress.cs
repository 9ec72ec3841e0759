namespace Pullback.Learning.Categories.Training;

/// <summary>How far a training is: the last epoch of every start.</summary>
/// <param name="Epoch">The number of epochs done.</param>
/// <param name="Epochs">The number of epochs of the whole training.</param>
/// <param name="Starts">The last epoch of every start.</param>
public sealed record CategoryProgress(int Epoch, int Epochs, IReadOnlyList<CategoryEpoch> Starts);
