using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>One curve per category against a score: the density of its component, or its share of an event.</summary>
/// <param name="Score">Title of the score.</param>
/// <param name="X">Increasing values of the score. Shape [point].</param>
/// <param name="Curves">One curve per category. Shape [category][point].</param>
public sealed record CategoryCurves(string Score, IReadOnlyList<double> X, IReadOnlyList<IReadOnlyList<double>> Curves)
{
    /// <summary>Scores at which the category of an event changes.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<double> Boundaries { get; init; } = [];

    /// <summary>The parts of the axis that the categories own; they are shaded.</summary>
    /// <value>Default: empty, no shade.</value>
    public IReadOnlyList<OwnedInterval> Owned { get; init; } = [];

    /// <summary>Names of the categories. Shape [category].</summary>
    /// <value>Default: null, numbers from 1.</value>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Title of the vertical axis.</summary>
    /// <value>Default: null, what the figure calls it.</value>
    public string? VerticalLabel { get; init; }

    /// <summary>Upper end of the vertical axis, positive; frames of an animation need one of their own.</summary>
    /// <value>Default: null, chosen from the curves.</value>
    public double? Highest { get; init; }

    /// <summary>Linear or logarithmic densities; a logarithmic axis ends six decades below its upper end.</summary>
    /// <value>Default: <see cref="AxisScale.Linear"/>.</value>
    public AxisScale VerticalScale { get; init; }

    /// <summary>A heading, for example the epoch.</summary>
    /// <value>Default: null, none.</value>
    public string? Title { get; init; }
}
