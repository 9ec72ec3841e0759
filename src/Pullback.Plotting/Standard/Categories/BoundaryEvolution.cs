namespace Pullback.Plotting.Standard.Categories;

/// <summary>How the boundaries between categories moved during training.</summary>
/// <param name="Score">Title of the score.</param>
/// <param name="Epochs">Increasing epoch numbers. Shape [epoch].</param>
/// <param name="Boundaries">Increasing boundaries after each epoch; their number may change. Shape [epoch][boundary].</param>
public sealed record BoundaryEvolution(string Score, IReadOnlyList<double> Epochs, IReadOnlyList<IReadOnlyList<double>> Boundaries)
{
    /// <summary>Least and largest score.</summary>
    /// <value>Default: null, chosen from the boundaries.</value>
    public (double From, double To)? Range { get; init; }

    /// <summary>Boundaries to compare with, for example those of the exact optimum.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<double> Reference { get; init; } = [];

    /// <summary>Name of <see cref="Reference"/> in the legend.</summary>
    /// <value>Default: <c>Exact optimum</c>.</value>
    public string ReferenceLabel { get; init; } = "Exact optimum";
}
