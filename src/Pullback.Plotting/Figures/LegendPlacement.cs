namespace Pullback.Plotting.Figures;

/// <summary>Where the legend of a panel stands.</summary>
public enum LegendPlacement
{
    /// <summary>Inside the frame where it covers no data, making room above the data if needed; above the frame if the panel holds a map.</summary>
    Automatic,

    /// <summary>In one row above the frame.</summary>
    Above,

    /// <summary>No legend.</summary>
    None,
}
