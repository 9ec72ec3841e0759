namespace Pullback.Plotting.Standard;

/// <summary>How far the parameter of interest moves when one nuisance parameter moves.</summary>
/// <param name="Name">Name of the nuisance parameter.</param>
/// <param name="Up">Shift of the parameter of interest when the nuisance parameter stands at <c>θ̂ + Δθ̂</c>, its post-fit uncertainty.</param>
/// <param name="Down">The shift at <c>θ̂ − Δθ̂</c>.</param>
public sealed record ParameterImpact(string Name, double Up, double Down)
{
    /// <summary>The shift at <c>θ̂ + Δθ</c>, the pre-fit uncertainty.</summary>
    /// <value>Default: null, no pre-fit box upward.</value>
    public double? PrefitUp { get; init; }

    /// <summary>The shift at <c>θ̂ − Δθ</c>.</summary>
    /// <value>Default: null, no pre-fit box downward.</value>
    public double? PrefitDown { get; init; }

    /// <summary>Pull of the parameter, drawn over the boxes.</summary>
    /// <value>Default: null, no point in this row; so for free parameters, which have no pull.</value>
    public ParameterPull? Pull { get; init; }

    /// <summary>The larger of both post-fit shifts, without sign: the order of the ranking.</summary>
    public double Size => Math.Max(Math.Abs(Up), Math.Abs(Down));
}
