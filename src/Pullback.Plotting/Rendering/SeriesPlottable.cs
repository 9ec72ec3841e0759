using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>The series of a panel as one plottable of ScottPlot, which lays out the data area, clips to it and calls back.</summary>
internal sealed class SeriesPlottable(IReadOnlyList<PlotSeries> series, AxisSpan horizontal, AxisSpan vertical, TextPainter text) : ScottPlot.IPlottable
{
    private bool _drawn;

    public bool IsVisible { get; set; } = true;

    public ScottPlot.IAxes Axes { get; set; } = new ScottPlot.Axes();

    public IEnumerable<ScottPlot.LegendItem> LegendItems => [];

    public ScottPlot.AxisLimits GetAxisLimits() => new(0, 1, 0, 1);

    public void Render(ScottPlot.RenderPack rp)
    {
        // ScottPlot renders a new plot twice to settle its axes; here they are fixed, and a second layer would darken what is transparent.
        if (_drawn)
            return;
        _drawn = true;
        ScottPlot.PixelRect area = rp.DataRect;
        var painter = new PanelPainter(rp.Canvas, new SKRect(area.Left, area.Top, area.Right, area.Bottom), horizontal, vertical, text);
        foreach (PlotSeries one in series)
            one.Draw(painter);
    }

    /// <summary>Draws the series into a frame of a canvas.</summary>
    public static void Draw(SKCanvas canvas, SKRect canvasArea, SKRect frame, IReadOnlyList<PlotSeries> series, AxisSpan horizontal, AxisSpan vertical, TextPainter text)
    {
        using var plot = new ScottPlot.Plot();
        plot.RenderManager.RenderActions.Clear();
        plot.RenderManager.RenderActions.Add(new ScottPlot.Rendering.RenderActions.ReplaceNullAxesWithDefaults());
        plot.RenderManager.RenderActions.Add(new ScottPlot.Rendering.RenderActions.CalculateLayout());
        plot.RenderManager.RenderActions.Add(new ScottPlot.Rendering.RenderActions.RenderPlottables());
        plot.Layout.Fixed(new ScottPlot.PixelRect(frame.Left, frame.Right, frame.Bottom, frame.Top));
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.PlottableList.Add(new SeriesPlottable(series, horizontal, vertical, text));
        plot.Render(canvas, new ScottPlot.PixelRect(canvasArea.Left, canvasArea.Right, canvasArea.Bottom, canvasArea.Top));
    }
}
