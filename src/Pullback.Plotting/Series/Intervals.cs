using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Parts of the horizontal axis, shaded over the whole height of the frame: owned intervals, a signal window, excluded regions.</summary>
/// <param name="From">Lower ends. Shape [interval].</param>
/// <param name="To">Upper ends, not below the lower ones. Shape [interval].</param>
public sealed record Intervals(IReadOnlyList<double> From, IReadOnlyList<double> To) : PlotSeries
{
    /// <summary>Color of the shade.</summary>
    /// <value>Default: a light blue.</value>
    public PlotColor Color { get; init; } = Palette.Blue.Toward(PlotColor.White, 0.75);

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, (canvas, box) => Swatches.Area(canvas, box, Color));
        }
    }

    internal override void Check(DataCheck check)
    {
        check.SameLength(To, nameof(To), From, nameof(From));
        check.Horizontal(From, nameof(From));
        check.Horizontal(To, nameof(To));
        check.Ordered(From, nameof(From), To, nameof(To));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(From);
        extent.X.Add(To);
    }

    internal override void Draw(PanelPainter painter)
    {
        using SKPaint fill = Pen.Fill(Color);
        for (int i = 0; i < From.Count; i++)
            painter.Canvas.DrawRect(new SKRect(painter.X(From[i]), painter.Frame.Top, painter.X(To[i]), painter.Frame.Bottom), fill);
    }
}
