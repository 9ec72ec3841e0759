namespace Pullback.Plotting.Standard.Estimators;

/// <summary>An observable of one sample, of another weighted to look like it, and of that without weights; all normalized.</summary>
/// <param name="Label">Title of the observable.</param>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Target">Shape [bin].</param>
/// <param name="TargetUncertainties">Shape [bin].</param>
/// <param name="Reweighted">Shape [bin].</param>
/// <param name="ReweightedUncertainties">Shape [bin].</param>
/// <param name="Original">Shape [bin].</param>
public sealed record ReweightedObservable(
    string Label, IReadOnlyList<double> Edges, IReadOnlyList<double> Target, IReadOnlyList<double> TargetUncertainties,
    IReadOnlyList<double> Reweighted, IReadOnlyList<double> ReweightedUncertainties, IReadOnlyList<double> Original)
{
    /// <summary>Lines above the legend, such as χ² and its probability.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
