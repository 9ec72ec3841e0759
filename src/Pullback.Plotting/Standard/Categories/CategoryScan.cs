namespace Pullback.Plotting.Standard.Categories;

/// <summary>Significance against the number of categories.</summary>
/// <param name="Lines">One line per method, at least one.</param>
public sealed record CategoryScan(params IReadOnlyList<CategoryScanLine> Lines)
{
    /// <summary>Significance without any binning of the score, for example of the unbinned likelihood.</summary>
    /// <value>Default: null, no line.</value>
    public double? Limit { get; init; }

    /// <summary>Name of <see cref="Limit"/> in the legend.</summary>
    /// <value>Default: <c>Unbinned</c>.</value>
    public string LimitLabel { get; init; } = "Unbinned";

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: <c>Significance Z</c>.</value>
    public string VerticalLabel { get; init; } = "Significance Z";
}
