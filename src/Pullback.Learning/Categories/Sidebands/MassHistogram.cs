namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The masses of a category's fitted events as a histogram.</summary>
/// <param name="Contents">Σ w. Shape [bin].</param>
/// <param name="Variances">Σ w². Shape [bin].</param>
public sealed record MassHistogram(IReadOnlyList<double> Contents, IReadOnlyList<double> Variances)
{
    /// <summary>The number of events of non-zero weight, where known.</summary>
    /// <value>Default null.</value>
    public long? Events { get; init; }
}
