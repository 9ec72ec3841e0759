namespace Pullback.HistFactory.Modifiers;

/// <summary>The parameters that a modifier needs: modifiers that share a name must need the same.</summary>
/// <param name="Count">The number of components.</param>
/// <param name="IsVector">Whether the components are named <c>name[i]</c>.</param>
/// <param name="Constraint">The auxiliary measurement.</param>
/// <param name="Initial">The start value of each component; NaN when the configuration must give it.</param>
/// <param name="Lower">The lower bound of each component; NaN when the configuration must give it.</param>
/// <param name="Upper">The upper bound of each component.</param>
/// <param name="Center">The auxiliary datum of each component; NaN when it follows from the templates or must be configured.</param>
/// <param name="Width">The width of a normal constraint; NaN when it follows from the templates or must be configured.</param>
public sealed record ParameterRequirement(
    int Count, bool IsVector, ConstraintKind Constraint, double Initial, double Lower, double Upper, double Center, double Width)
{
    /// <summary>One parameter that measures standard deviations: start 0, bounds ±5, <c>N(0 | alpha, 1)</c>.</summary>
    public static ParameterRequirement Alpha { get; } = new(1, false, ConstraintKind.Normal, 0.0, -5.0, 5.0, 0.0, 1.0);

    /// <summary>Whether the configuration may set the widths of the constraint.</summary>
    public bool HasWidths { get; init; }

    /// <summary>Whether the configuration may set the rate factors of the constraint.</summary>
    public bool HasFactors { get; init; }

    /// <summary>Whether start value, bounds, auxiliary datum and width have no defaults.</summary>
    public bool MustBeConfigured => double.IsNaN(Initial);
}
