using System.Globalization;

namespace Pullback.Learning.Categories;

/// <summary>One score that <see cref="SigmoidModel"/> cuts into bins.</summary>
public sealed record SigmoidVariable
{
    /// <summary>The score's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of bins, at least 2.</summary>
    public required int Bins { get; init; }

    /// <summary>Where the boundaries between bins lie.</summary>
    /// <value>Default 0 to 1.</value>
    public ScoreRange Range { get; init; } = ScoreRange.Unit;

    /// <summary>The steepness of the boundaries, or null for that of all variables.</summary>
    /// <value>Default null.</value>
    public double? Steepness { get; init; }

    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return "A variable has no name.";
        if (Bins < 2) yield return string.Create(CultureInfo.InvariantCulture, $"Variable '{Name}' has {Bins} bins; at least 2 are needed.");
        if (!Range.IsValid)
            yield return string.Create(CultureInfo.InvariantCulture, $"The range of variable '{Name}' goes from {Range.Lower:R} to {Range.Upper:R}; both must be finite, the second above the first.");
        if (Steepness is { } steepness && !(steepness > 0 && double.IsFinite(steepness)))
            yield return string.Create(CultureInfo.InvariantCulture, $"The steepness of variable '{Name}' is {steepness:R}, but must be finite and above 0.");
    }
}
