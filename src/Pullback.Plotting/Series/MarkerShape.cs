namespace Pullback.Plotting.Series;

/// <summary>The shape drawn at a point.</summary>
public enum MarkerShape
{
    /// <summary>A filled disc.</summary>
    Disc,

    /// <summary>A filled square.</summary>
    Square,

    /// <summary>A filled triangle.</summary>
    Triangle,

    /// <summary>A filled diamond.</summary>
    Diamond,

    /// <summary>A ring.</summary>
    Ring,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>An upright cross.</summary>
    Cross,
}
