namespace Pullback.Plotting.Standard.Categories;

/// <summary>Significance of one way to define categories, against their number.</summary>
/// <param name="Label">Name in the legend, for example <c>equal widths</c>.</param>
/// <param name="Counts">Increasing numbers of categories. Shape [point].</param>
/// <param name="Significances">Significance with so many categories. Shape [point].</param>
public sealed record CategoryScanLine(string Label, IReadOnlyList<double> Counts, IReadOnlyList<double> Significances)
{
    /// <summary>Lowest and highest of several starts, drawn as a band. Shape [point] each.</summary>
    /// <value>Default: null, no band.</value>
    public (IReadOnlyList<double> Lowest, IReadOnlyList<double> Highest)? Spread { get; init; }

    /// <summary>Whether the line is what others are measured by, as the exact optimum is; it is black and dashed.</summary>
    /// <value>Default: false.</value>
    public bool Reference { get; init; }
}
