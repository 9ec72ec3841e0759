using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A function of two variables as colored cells with a color bar and contour lines.</summary>
/// <param name="XEdges">Increasing edges of the columns. Shape [column + 1].</param>
/// <param name="YEdges">Increasing edges of the rows, from bottom to top. Shape [row + 1].</param>
/// <param name="Values">Value per cell. Shape [row, column].</param>
public sealed record HeatMap(IReadOnlyList<double> XEdges, IReadOnlyList<double> YEdges, double[,] Values) : PlotSeries
{
    /// <summary>Colors of the cells.</summary>
    /// <value>Default: <see cref="ColorScale.Sequential"/>.</value>
    public ColorScale Colors { get; init; }

    /// <summary>Value of the lowest color.</summary>
    /// <value>Default: null, the least value.</value>
    public double? Minimum { get; init; }

    /// <summary>Value of the highest color.</summary>
    /// <value>Default: null, the largest value.</value>
    public double? Maximum { get; init; }

    /// <summary>Title of the color bar; null shows no color bar.</summary>
    /// <value>Default: an empty title.</value>
    public string? ColorBar { get; init; } = "";

    /// <summary>Values at which contour lines are drawn.</summary>
    /// <value>Default: empty.</value>
    public IReadOnlyList<double> Contours { get; init; } = [];

    /// <summary>Color of the contour lines.</summary>
    /// <value>Default: white.</value>
    public PlotColor ContourColor { get; init; } = PlotColor.White;

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null && Contours.Count > 0)
                yield return new LegendEntry(Label, Swatch);
        }
    }

    /// <summary>The range of the colors, never empty.</summary>
    internal AxisSpan Range
    {
        get
        {
            var seen = new ValueRange();
            foreach (double value in Values)
                seen.Add(value);
            double low = Minimum ?? (seen.IsEmpty ? 0 : seen.Minimum);
            double high = Maximum ?? (seen.IsEmpty ? 1 : seen.Maximum);
            if (low >= high)
            {
                double half = Math.Max(Math.Abs(low) * 1e-3, 1e-3);
                (low, high) = Minimum is not null ? (low, low + half) : Maximum is not null ? (high - half, high) : (low - half, low + half);
            }

            return new AxisSpan(AxisScale.Linear, low, high);
        }
    }

    internal override void Check(DataCheck check)
    {
        check.Increasing(XEdges, nameof(XEdges));
        check.Increasing(YEdges, nameof(YEdges));
        check.Horizontal(XEdges, nameof(XEdges));
        check.Vertical(YEdges, nameof(YEdges));
        int rows = Values.GetLength(0);
        int columns = Values.GetLength(1);
        if (rows != YEdges.Count - 1 || columns != XEdges.Count - 1)
            throw check.Error($"Values has shape [{rows}, {columns}], but the edges need [{YEdges.Count - 1}, {XEdges.Count - 1}] (rows, columns).");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (!double.IsFinite(Values[row, column]))
                    throw check.Error($"Values[{row}, {column}] is {DataCheck.Number(Values[row, column])}, but must be finite. Replace the value before plotting.");
            }
        }

        check.Finite([Minimum ?? 0, Maximum ?? 1], "color range");
        if (Minimum >= Maximum)
            throw check.Error($"the color range {DataCheck.Number(Minimum.Value)} to {DataCheck.Number(Maximum.Value)} is empty; its minimum must be below its maximum.");
        check.Finite(Contours, nameof(Contours));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(XEdges);
        extent.Y.Add(YEdges);
        extent.BinsHorizontal = true;
        extent.BinsVertical = true;
    }

    internal override void Draw(PanelPainter painter)
    {
        DrawCells(painter);
        using SKPath lines = ContourLines.Trace(this, painter);
        if (!lines.IsEmpty)
            Pen.DrawPath(painter.Canvas, lines, ContourColor, 1.4);
    }

    private void DrawCells(PanelPainter painter)
    {
        AxisSpan range = Range;
        var cells = new SKColor[Values.GetLength(0), Values.GetLength(1)];
        for (int row = 0; row < cells.GetLength(0); row++)
        {
            for (int column = 0; column < cells.GetLength(1); column++)
                cells[row, column] = ColorScales.At(Colors, range.Fraction(Values[row, column])).Skia();
        }

        CellImage.Draw(painter, XEdges, YEdges, cells, opaque: true);
    }

    private void Swatch(SKCanvas canvas, SKRect box)
    {
        Swatches.Area(canvas, box, ColorScales.At(Colors, 0.35));
        Swatches.Line(canvas, box, ContourColor, 1.4, LineStyle.Solid);
    }
}
