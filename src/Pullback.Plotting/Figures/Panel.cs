using Pullback.Plotting.Series;

namespace Pullback.Plotting.Figures;

/// <summary>One frame with its axes and the series drawn in it, in order: later ones on top.</summary>
/// <param name="Horizontal">The horizontal axis.</param>
/// <param name="Vertical">The vertical axis.</param>
/// <param name="Series">What is drawn.</param>
public sealed record Panel(Axis Horizontal, Axis Vertical, params IReadOnlyList<PlotSeries> Series)
{
    /// <summary>A second horizontal axis along the upper side of the frame, with limits of its own; series are drawn against <see cref="Horizontal"/>.</summary>
    /// <value>Default: null; the ticks of <see cref="Horizontal"/> stand on both sides. Limits that are not set are 0 and 1.</value>
    public Axis? Top { get; init; }

    /// <summary>A heading above the frame.</summary>
    /// <value>Default: null, none.</value>
    public string? Title { get; init; }

    /// <summary>Lines of text that stand above the legend entries: selection, luminosity, tested μ.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where the legend stands.</summary>
    /// <value>Default: <see cref="LegendPlacement.Automatic"/>.</value>
    public LegendPlacement Legend { get; init; }

    /// <summary>Height relative to the other panels of a figure whose panels share the horizontal axis.</summary>
    /// <value>Default: 1. A ratio panel under a main panel is usually 0.35.</value>
    public double HeightShare { get; init; } = 1;
}
