using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Numbered regions of a plane, filled, with lines where two of them meet.</summary>
/// <param name="XEdges">Increasing edges of the columns. Shape [column + 1].</param>
/// <param name="YEdges">Increasing edges of the rows, from bottom to top. Shape [row + 1].</param>
/// <param name="Regions">Index of the region that each cell belongs to; −1 for none, which stays white. Shape [row, column].</param>
/// <param name="Colors">Color of each region. Shape [region].</param>
public sealed record RegionMap(IReadOnlyList<double> XEdges, IReadOnlyList<double> YEdges, int[,] Regions, IReadOnlyList<PlotColor> Colors) : PlotSeries
{
    /// <summary>Names of the regions in the legend.</summary>
    /// <value>Default: empty, no legend. Otherwise shape [region].</value>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Color of the lines between regions.</summary>
    /// <value>Default: a dark gray.</value>
    public PlotColor BoundaryColor { get; init; } = new(40, 40, 48);

    /// <summary>Width of the lines between regions in pixels.</summary>
    /// <value>Default: 1.6.</value>
    public double BoundaryWidth { get; init; } = 1.6;

    internal override IEnumerable<LegendEntry> LegendEntries =>
        Names.Zip(Colors, (name, color) => new LegendEntry(name, (canvas, box) => Swatches.Box(canvas, box, color)));

    internal override void Check(DataCheck check)
    {
        check.Increasing(XEdges, nameof(XEdges));
        check.Increasing(YEdges, nameof(YEdges));
        check.Horizontal(XEdges, nameof(XEdges));
        check.Vertical(YEdges, nameof(YEdges));
        int rows = Regions.GetLength(0);
        int columns = Regions.GetLength(1);
        if (rows != YEdges.Count - 1 || columns != XEdges.Count - 1)
            throw check.Error($"Regions has shape [{rows}, {columns}], but the edges need [{YEdges.Count - 1}, {XEdges.Count - 1}] (rows, columns).");
        if (Names.Count > 0 && Names.Count != Colors.Count)
            throw check.Error($"Names has {Names.Count} values and Colors has {Colors.Count}, but each region needs both.");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (Regions[row, column] < -1 || Regions[row, column] >= Colors.Count)
                    throw check.Error($"Regions[{row}, {column}] is {Regions[row, column]}, but {Colors.Count} colors allow −1 to {Colors.Count - 1}.");
            }
        }
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
        bool opaque = true;
        var cells = new SKColor[Regions.GetLength(0), Regions.GetLength(1)];
        for (int row = 0; row < cells.GetLength(0); row++)
        {
            for (int column = 0; column < cells.GetLength(1); column++)
            {
                int region = Regions[row, column];
                cells[row, column] = region < 0 ? SKColors.Transparent : Colors[region].Skia();
                opaque &= region >= 0 && Colors[region].Alpha == byte.MaxValue;
            }
        }

        CellImage.Draw(painter, XEdges, YEdges, cells, opaque);
        using SKPath lines = RegionBoundaries.Trace(XEdges, YEdges, Regions, painter);
        if (!lines.IsEmpty)
            Pen.DrawPath(painter.Canvas, lines, BoundaryColor, BoundaryWidth);
    }
}
