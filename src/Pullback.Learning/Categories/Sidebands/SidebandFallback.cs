namespace Pullback.Learning.Categories.Sidebands;

/// <summary>Why a factor does not come from a fit but from the widths alone.</summary>
public enum SidebandFallback
{
    /// <summary>The fit succeeded.</summary>
    None,

    /// <summary>There are too few events.</summary>
    TooFewEvents,

    /// <summary>The weights do not sum to a positive number.</summary>
    NoPositiveYield,

    /// <summary>No finite slope describes the events, as where all lie in one bin or at one end of the range.</summary>
    NoFiniteSlope,
}
