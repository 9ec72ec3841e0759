namespace Pullback.Learning.Categories.Training;

/// <summary>Everything that the training from one start needs to continue to the same bits.</summary>
public sealed record CategoryRunState
{
    /// <summary>Shape [parameter].</summary>
    public required ReadOnlyMemory<double> Parameters { get; init; }

    /// <summary>The best parameters so far; empty where none are kept.</summary>
    public required ReadOnlyMemory<double> BestParameters { get; init; }

    /// <summary>The number of updates done.</summary>
    public required long Steps { get; init; }

    /// <summary>The vectors of the update rule.</summary>
    public required IReadOnlyList<ReadOnlyMemory<double>> OptimizerState { get; init; }

    /// <summary>The factors of the last reweighting; empty where there is none.</summary>
    public required ReadOnlyMemory<double> Factors { get; init; }

    /// <summary>The loss of the best parameters, or null.</summary>
    public required double? BestLoss { get; init; }

    /// <summary>The epoch of the best parameters.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The epochs done.</summary>
    public required IReadOnlyList<CategoryEpoch> History { get; init; }
}
