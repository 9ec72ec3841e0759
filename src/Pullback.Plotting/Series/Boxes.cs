using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Rectangles at given places: bars of a ranking, marked regions. The order of opposite ends does not matter.</summary>
/// <param name="X0">One end of each box in the horizontal direction. Shape [box].</param>
/// <param name="X1">The other end. Shape [box].</param>
/// <param name="Y0">One end in the vertical direction. Shape [box].</param>
/// <param name="Y1">The other end. Shape [box].</param>
public sealed record Boxes(IReadOnlyList<double> X0, IReadOnlyList<double> X1, IReadOnlyList<double> Y0, IReadOnlyList<double> Y1) : PlotSeries
{
    /// <summary>Color of the filling, or of the outline if the boxes are not filled.</summary>
    /// <value>Default: <see cref="Palette.Blue"/>.</value>
    public PlotColor Color { get; init; } = Palette.Blue;

    /// <summary>Whether the boxes are filled; otherwise only their outline is drawn.</summary>
    /// <value>Default: true.</value>
    public bool Filled { get; init; } = true;

    /// <summary>Width of the outline in pixels if the boxes are not filled.</summary>
    /// <value>Default: 1.4.</value>
    public double LineWidth { get; init; } = 1.4;

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, Paint);
        }
    }

    internal override void Check(DataCheck check)
    {
        check.SameLength(X1, nameof(X1), X0, nameof(X0));
        check.SameLength(Y0, nameof(Y0), X0, nameof(X0));
        check.SameLength(Y1, nameof(Y1), X0, nameof(X0));
        check.Horizontal(X0, nameof(X0));
        check.Horizontal(X1, nameof(X1));
        check.VerticalFromFloor(Y0, nameof(Y0));
        check.VerticalFromFloor(Y1, nameof(Y1));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(X0);
        extent.X.Add(X1);
        extent.Y.Add(Y0);
        extent.Y.Add(Y1);
    }

    internal override void Draw(PanelPainter painter)
    {
        for (int i = 0; i < X0.Count; i++)
        {
            var box = new SKRect(painter.X(X0[i]), painter.Y(Y0[i]), painter.X(X1[i]), painter.Y(Y1[i]));
            if (box.Standardized is { Width: > 0, Height: > 0 } area)
                Paint(painter.Canvas, area);
        }
    }

    private void Paint(SKCanvas canvas, SKRect box)
    {
        using SKPaint paint = Filled ? Pen.Fill(Color) : Pen.Stroke(Color, LineWidth);
        canvas.DrawRect(box, paint);
    }
}
