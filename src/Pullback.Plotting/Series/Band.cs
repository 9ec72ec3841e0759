using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A filled area between two lines: the spread of an expected limit, a confidence band.</summary>
/// <param name="X">Increasing horizontal positions. Shape [point].</param>
/// <param name="Lower">Lower line. Shape [point].</param>
/// <param name="Upper">Upper line, not below the lower one. Shape [point].</param>
public sealed record Band(IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : PlotSeries
{
    /// <summary>Color of the filling.</summary>
    /// <value>Default: a light blue.</value>
    public PlotColor Color { get; init; } = Palette.Blue.Toward(PlotColor.White, 0.6);

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
        check.SameLength(Lower, nameof(Lower), X, nameof(X));
        check.SameLength(Upper, nameof(Upper), X, nameof(X));
        check.Horizontal(X, nameof(X));
        check.VerticalFromFloor(Lower, nameof(Lower));
        check.VerticalFromFloor(Upper, nameof(Upper));
        check.Ordered(Lower, nameof(Lower), Upper, nameof(Upper));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(X);
        extent.Y.Add(Lower);
        extent.Y.Add(Upper);
    }

    internal override void Draw(PanelPainter painter)
    {
        using SKPath area = painter.Line(X, Upper);
        for (int i = X.Count - 1; i >= 0; i--)
            area.LineTo(painter.X(X[i]), painter.Y(Lower[i]));
        area.Close();
        Pen.FillPath(painter.Canvas, area, Color);
    }
}
