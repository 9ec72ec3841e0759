namespace Pullback.Plotting.Standard;

/// <summary>Impacts of nuisance parameters on a parameter of interest.</summary>
/// <param name="Poi">Name of the parameter of interest, for example <c>μ</c>.</param>
/// <param name="Impacts">One per nuisance parameter, in any order.</param>
public sealed record Ranking(string Poi, IReadOnlyList<ParameterImpact> Impacts)
{
    /// <summary>Number of parameters that are shown, 1 to 60: those of the largest post-fit impact.</summary>
    /// <value>Default: 20.</value>
    public int Most { get; init; } = 20;
}
