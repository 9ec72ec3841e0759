using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A histogram drawn as steps, or filled.</summary>
/// <remarks><para>Edges: bins may differ in width; the counts are drawn as they are, not divided by the width. On a logarithmic axis a bin of
/// zero ends at the floor.</para></remarks>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Counts">Contents. Shape [bin].</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<double> Counts) : PlotSeries
{
    /// <summary>Color of the steps, or of the filling.</summary>
    /// <value>Default: <see cref="Palette.Blue"/>.</value>
    public PlotColor Color { get; init; } = Palette.Blue;

    /// <summary>Whether the area under the steps is filled.</summary>
    /// <value>Default: false.</value>
    public bool Filled { get; init; }

    /// <summary>Whether the steps fall to zero at both ends and the axis begins there; false for ratios and other quantities that are no counts.</summary>
    /// <value>Default: true.</value>
    public bool FromZero { get; init; } = true;

    /// <summary>Pattern of the steps.</summary>
    /// <value>Default: <see cref="LineStyle.Solid"/>.</value>
    public LineStyle Style { get; init; }

    /// <summary>Width of the steps in pixels.</summary>
    /// <value>Default: 2.</value>
    public double LineWidth { get; init; } = 2;

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, Swatch);
        }
    }

    internal override void Check(DataCheck check)
    {
        check.Edges(Edges, nameof(Edges), Counts, nameof(Counts));
        check.VerticalFromFloor(Counts, nameof(Counts));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(Edges);
        extent.Y.Add(Counts);
        extent.BinsHorizontal = true;
        extent.FromZero |= FromZero;
    }

    internal override void Draw(PanelPainter painter)
    {
        if (Filled)
        {
            using SKPath area = painter.BinArea(Edges, null, Counts);
            Pen.FillPath(painter.Canvas, area, Color);
        }

        using SKPath steps = painter.Steps(Edges, Counts, toFloor: FromZero);
        Pen.DrawPath(painter.Canvas, steps, Filled ? Color.Toward(PlotColor.Black, 0.35) : Color, Filled ? 1 : LineWidth, Style);
    }

    private void Swatch(SKCanvas canvas, SKRect box)
    {
        if (Filled)
            Swatches.Box(canvas, box, Color);
        else
            Swatches.Line(canvas, box, Color, LineWidth, Style);
    }
}
