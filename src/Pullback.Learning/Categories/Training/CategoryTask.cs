using Pullback.Learning.Categories.Losses;

namespace Pullback.Learning.Categories.Training;

/// <summary>What all starts of a training share.</summary>
internal sealed record CategoryTask
{
    public required CategoryModel Model { get; init; }

    public required CategoryObjective Objective { get; init; }

    public required CategoryTrainingOptions Options { get; init; }

    public required CategoryReweighting? Reweighting { get; init; }

    /// <summary>The events that training sees.</summary>
    public required CategoryYields All { get; init; }

    /// <summary>The same in batches.</summary>
    public required IReadOnlyList<CategoryYields> Batches { get; init; }

    /// <summary>The events that training does not see, or null.</summary>
    public required CategoryYields? Validation { get; init; }
}
