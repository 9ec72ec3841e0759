namespace Pullback.Plotting.Standard.Categories;

/// <summary>Which category owns each place in the plane of two scores.</summary>
/// <param name="XLabel">Title of the first score.</param>
/// <param name="YLabel">Title of the second score.</param>
/// <param name="XEdges">Increasing edges of the grid in the first score. Shape [column + 1].</param>
/// <param name="YEdges">Increasing edges in the second score. Shape [row + 1].</param>
/// <param name="Categories">Index of the category at the middle of each cell; −1 where no event can be. Shape [row, column].</param>
/// <param name="Count">Number of categories, those that own no cell included.</param>
public sealed record CategoryMap(string XLabel, string YLabel, IReadOnlyList<double> XEdges, IReadOnlyList<double> YEdges, int[,] Categories, int Count)
{
    /// <summary>Names of the categories, short enough to stand in their regions. Shape [category].</summary>
    /// <value>Default: null, numbers from 1.</value>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Events drawn on the map; large samples are thinned.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<EventSample> Events { get; init; } = [];

    /// <summary>A heading, for example the epoch.</summary>
    /// <value>Default: null, none.</value>
    public string? Title { get; init; }
}
