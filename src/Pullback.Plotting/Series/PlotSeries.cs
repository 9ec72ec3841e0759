using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Series;

/// <summary>Something drawn in a panel. Its data are checked when the figure is written, and errors name the series and the index.</summary>
public abstract record PlotSeries
{
    private protected PlotSeries()
    {
    }

    /// <summary>Name in the legend.</summary>
    /// <value>Default: null, no legend entry.</value>
    public string? Label { get; init; }

    /// <summary>Throws if the data cannot be drawn.</summary>
    internal abstract void Check(DataCheck check);

    /// <summary>Adds the range of the data.</summary>
    internal abstract void Measure(DataExtent extent);

    /// <summary>Draws the data.</summary>
    internal abstract void Draw(PanelPainter painter);

    /// <summary>The entries of the legend, from top to bottom.</summary>
    internal abstract IEnumerable<LegendEntry> LegendEntries { get; }
}
