using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A line through points.</summary>
/// <param name="X">Horizontal positions. Shape [point].</param>
/// <param name="Y">Vertical positions. Shape [point].</param>
public sealed record Curve(IReadOnlyList<double> X, IReadOnlyList<double> Y) : PlotSeries
{
    /// <summary>Color of the line.</summary>
    /// <value>Default: <see cref="Palette.Blue"/>.</value>
    public PlotColor Color { get; init; } = Palette.Blue;

    /// <summary>Pattern of the line.</summary>
    /// <value>Default: <see cref="LineStyle.Solid"/>.</value>
    public LineStyle Style { get; init; }

    /// <summary>Width of the line in pixels.</summary>
    /// <value>Default: 2.</value>
    public double LineWidth { get; init; } = 2;

    /// <summary>Markers at the points; a curve of one point is always marked by a disc at least.</summary>
    /// <value>Default: <see cref="MarkerShape.None"/>.</value>
    public MarkerShape Marker { get; init; } = MarkerShape.None;

    /// <summary>Diameter of the markers in pixels.</summary>
    /// <value>Default: 6.</value>
    public double MarkerSize { get; init; } = 6;

    private MarkerShape ShownMarker => Marker == MarkerShape.None && X.Count == 1 ? MarkerShape.Disc : Marker;

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
        check.SameLength(Y, nameof(Y), X, nameof(X));
        check.Horizontal(X, nameof(X));
        check.Vertical(Y, nameof(Y));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(X);
        extent.Y.Add(Y);
    }

    internal override void Draw(PanelPainter painter)
    {
        using SKPath path = painter.Line(X, Y);
        Pen.DrawPath(painter.Canvas, path, Color, LineWidth, Style);
        for (int i = 0; ShownMarker != MarkerShape.None && i < X.Count; i++)
            Markers.Draw(painter.Canvas, ShownMarker, painter.X(X[i]), painter.Y(Y[i]), (float)MarkerSize, Color);
    }

    private void Swatch(SKCanvas canvas, SKRect box)
    {
        Swatches.Line(canvas, box, Color, LineWidth, Style);
        Markers.Draw(canvas, ShownMarker, box.MidX, box.MidY, (float)MarkerSize, Color);
    }
}
