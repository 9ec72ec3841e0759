namespace Pullback.Plotting.Standard.Estimators;

/// <summary>Means with uncertainties that should all have one value.</summary>
/// <param name="Horizontal">Title of the horizontal axis, for example <c>θ₀</c>.</param>
/// <param name="Vertical">Title of the mean, for example <c>E[r]</c>.</param>
/// <param name="X">Where the means belong. Shape [point].</param>
/// <param name="Mean">Shape [point].</param>
/// <param name="Uncertainty">Standard uncertainties, zero or more. Shape [point].</param>
/// <param name="Ideal">The value that they should have.</param>
public sealed record ClosurePoints(string Horizontal, string Vertical, IReadOnlyList<double> X, IReadOnlyList<double> Mean, IReadOnlyList<double> Uncertainty, double Ideal)
{
    /// <summary>Marks of points whose uncertainty is not to be trusted, drawn as gray diamonds. Shape [point].</summary>
    /// <value>Default: null, none.</value>
    public IReadOnlyList<bool>? Doubtful { get; init; }

    /// <summary>Whether <see cref="X"/> counts points, so that ticks stand at whole numbers.</summary>
    /// <value>Default: false.</value>
    public bool Counts { get; init; }
}
