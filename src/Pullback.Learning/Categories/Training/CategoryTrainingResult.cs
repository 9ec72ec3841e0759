namespace Pullback.Learning.Categories.Training;

/// <summary>The outcome of a training from all its starts.</summary>
/// <param name="Starts">In the order of the starts.</param>
/// <param name="Best">The position of the start whose hard categories have the smallest loss.</param>
public sealed record CategoryTrainingResult(IReadOnlyList<CategoryStartResult> Starts, int Best)
{
    /// <summary>The best start.</summary>
    public CategoryStartResult BestStart => Starts[Best];
}
