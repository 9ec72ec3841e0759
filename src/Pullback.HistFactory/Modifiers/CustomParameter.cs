namespace Pullback.HistFactory.Modifiers;

/// <summary>A scalar parameter of a <see cref="CustomModifier"/>.</summary>
/// <param name="Name">The name in the model.</param>
/// <param name="Initial">The value at which fits start.</param>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
public sealed record CustomParameter(string Name, double Initial, double Lower, double Upper)
{
    /// <summary>The auxiliary measurement <c>N(a | theta, sigma)</c>; null for a free parameter.</summary>
    /// <value>Default null.</value>
    public (double Center, double Width)? Constraint { get; init; }
}
