using System.Globalization;

namespace Pullback.Learning.Categories.Exact;

/// <summary>What every category must have.</summary>
/// <remarks>A category without a positive background has no significance and is never made, whatever the constraints.</remarks>
public sealed record CategoryConstraints
{
    /// <summary>The smallest expected background B of a category.</summary>
    /// <value>Default 0: any above zero.</value>
    public double MinimumBackground { get; init; }

    /// <summary>The largest relative uncertainty <c>√B2 / B</c> of a category's background from the finite number of events, or null for any.</summary>
    /// <value>Default null.</value>
    public double? MaximumRelativeUncertainty { get; init; }

    /// <summary>The smallest number of background events, not weighted, of a category. Events of weight 0 do not count.</summary>
    /// <value>Default 1.</value>
    public long MinimumBackgroundEvents { get; init; } = 1;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!(MinimumBackground >= 0) || !double.IsFinite(MinimumBackground))
            yield return string.Create(CultureInfo.InvariantCulture, $"The smallest background is {MinimumBackground:R}, but must be finite and at least 0.");
        if (MaximumRelativeUncertainty is { } largest && !(largest > 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"The largest relative uncertainty of the background is {largest:R}, but must be above 0.");
        if (MinimumBackgroundEvents < 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"The smallest number of background events is {MinimumBackgroundEvents}, but must be at least 0.");
    }

    /// <summary>Whether a category may be made.</summary>
    internal bool Allow(double background, double squares, long events, double nothing) =>
        background > nothing && background >= MinimumBackground && events >= MinimumBackgroundEvents
        && (MaximumRelativeUncertainty is not { } largest || squares <= largest * largest * background * background);

    /// <summary>The constraints in words.</summary>
    internal string Describe()
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"at least {MinimumBackgroundEvents} background events") };
        parts.Add(MinimumBackground > 0 ? string.Create(CultureInfo.InvariantCulture, $"a background of at least {MinimumBackground:R}") : "a background above 0");
        if (MaximumRelativeUncertainty is { } largest) parts.Add(string.Create(CultureInfo.InvariantCulture, $"a relative uncertainty of at most {largest:R}"));
        return string.Join(", ", parts);
    }
}
