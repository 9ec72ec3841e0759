namespace Pullback.Plotting.Figures;

/// <summary>How the panels of a figure stand to each other.</summary>
public enum FigureLayout
{
    /// <summary>Below each other with one horizontal axis: a main panel and its ratio, several quantities against one.</summary>
    SharedHorizontalAxis,

    /// <summary>Side by side in rows, each with its own axes.</summary>
    Grid,
}
