namespace Pullback.Plotting.Standard.Estimators;

/// <summary>Intervals of pseudo-experiments and the one that is expected.</summary>
/// <param name="Parameter">Title of the parameter with its unit.</param>
/// <param name="Truth">Its value in the pseudo-experiments.</param>
/// <param name="Lower">Lower ends; those that do not exist are left out. Shape [experiment].</param>
/// <param name="Upper">Upper ends; those that do not exist are left out. Shape [experiment].</param>
public sealed record PseudoLimits(string Parameter, double Truth, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper)
{
    /// <summary>The expected lower end.</summary>
    /// <value>Default: null, none.</value>
    public double? ExpectedLower { get; init; }

    /// <summary>The expected upper end.</summary>
    /// <value>Default: null, none.</value>
    public double? ExpectedUpper { get; init; }

    /// <summary>Lines above the legend, such as the coverage.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
