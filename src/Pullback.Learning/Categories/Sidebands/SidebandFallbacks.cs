namespace Pullback.Learning.Categories.Sidebands;

/// <summary>The sentences of <see cref="SidebandFallback"/>.</summary>
public static class SidebandFallbacks
{
    /// <summary>What happened and what to do.</summary>
    /// <param name="fallback">The reason.</param>
    public static string Advice(this SidebandFallback fallback) => fallback switch
    {
        SidebandFallback.None => "The exponential was fitted.",
        SidebandFallback.TooFewEvents => "The category has too few sideband events for a slope; the factor is the ratio of the widths. Make fewer or larger categories.",
        SidebandFallback.NoPositiveYield => "The weights of the category's sideband events do not sum to a positive number; the factor is the ratio of the widths. Make fewer or larger categories.",
        SidebandFallback.NoFiniteSlope => "No finite slope describes the category's sideband events; the factor is the ratio of the widths. Make fewer or larger categories, or check the masses.",
        _ => throw new ArgumentOutOfRangeException(nameof(fallback), fallback, "There is no such reason."),
    };
}
