namespace Pullback.Plotting.Series;

/// <summary>How the values of a map become colors.</summary>
public enum ColorScale
{
    /// <summary>Viridis: dark blue to yellow, even steps of perceived lightness; for values from low to high.</summary>
    Sequential,

    /// <summary>Blue over white to red, white in the middle of the range; for differences.</summary>
    Diverging,

    /// <summary>White to dark blue; for maps below other series.</summary>
    Light,
}
