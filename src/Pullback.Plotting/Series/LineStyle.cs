namespace Pullback.Plotting.Series;

/// <summary>The pattern of a drawn line.</summary>
public enum LineStyle
{
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dashes and dots in turn.</summary>
    DashDotted,
}
