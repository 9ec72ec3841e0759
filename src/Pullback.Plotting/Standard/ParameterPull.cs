namespace Pullback.Plotting.Standard;

/// <summary>The fitted value of one parameter.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Pull">For a constrained parameter <c>(θ̂ − θ₀)/Δθ</c>, with <c>Δθ</c> the width of its constraint; for a free one the fitted value itself.</param>
/// <param name="Uncertainty">Length of the bar, downward and upward: the post-fit uncertainty in units of <c>Δθ</c>, or of the parameter if it is free. Zero or more.</param>
public sealed record ParameterPull(string Name, double Pull, double Uncertainty)
{
    /// <summary>Length of the bar upward, if it differs.</summary>
    /// <value>Default: null, the same as <see cref="Uncertainty"/>.</value>
    public double? UncertaintyUp { get; init; }

    /// <summary>Whether the parameter has no constraint term, so that no pull exists: its value is written instead of drawn.</summary>
    /// <value>Default: false.</value>
    public bool IsFree { get; init; }
}
