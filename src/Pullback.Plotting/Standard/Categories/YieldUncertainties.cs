namespace Pullback.Plotting.Standard.Categories;

/// <summary>Background yields of categories and how well the simulation knows them.</summary>
/// <param name="Yields">Background yield, zero or negative ones are left out and named. Shape [category].</param>
/// <param name="Uncertainties">Statistical uncertainty of the yield, <c>√Σw²</c>, zero or more. Shape [category].</param>
public sealed record YieldUncertainties(IReadOnlyList<double> Yields, IReadOnlyList<double> Uncertainties)
{
    /// <summary>Names of the categories. Shape [category].</summary>
    /// <value>Default: null, numbers from 1.</value>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Yield that a category needs, positive.</summary>
    /// <value>Default: 10. Null draws no line.</value>
    public double? LeastYield { get; init; } = 10;

    /// <summary>Relative uncertainty that a category may have, positive.</summary>
    /// <value>Default: 0.2. Null draws no line.</value>
    public double? MostRelativeUncertainty { get; init; } = 0.2;

    /// <summary>Title of the horizontal axis.</summary>
    /// <value>Default: <c>Background yield</c>.</value>
    public string HorizontalLabel { get; init; } = "Background yield";
}
