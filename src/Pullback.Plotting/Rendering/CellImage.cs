using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Colored cells of a grid as one image, sampled so finely that edges stay sharp when a viewer smooths it.</summary>
internal static class CellImage
{
    /// <param name="painter">Where to draw.</param>
    /// <param name="xEdges">Increasing edges of the columns.</param>
    /// <param name="yEdges">Increasing edges of the rows, from bottom to top.</param>
    /// <param name="cells">Colors. Shape [row, column].</param>
    /// <param name="opaque">Whether every color is opaque, which makes the image smaller.</param>
    public static void Draw(PanelPainter painter, IReadOnlyList<double> xEdges, IReadOnlyList<double> yEdges, SKColor[,] cells, bool opaque)
    {
        SKRect area = SKRect.Intersect(painter.Frame, new SKRect(painter.X(xEdges[0]), painter.Y(yEdges[^1]), painter.X(xEdges[^1]), painter.Y(yEdges[0])));
        if (area.IsEmpty)
            return;
        int width = Math.Max(1, (int)MathF.Round(area.Width * 2));
        int height = Math.Max(1, (int)MathF.Round(area.Height * 2));
        int[] columns = CellOfPixel(width, i => area.Left + (((i + 0.5f) / width) * area.Width), xEdges, painter.X);
        int[] rows = CellOfPixel(height, i => -(area.Top + (((i + 0.5f) / height) * area.Height)), yEdges, y => -painter.Y(y));
        var pixels = new SKColor[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                pixels[(y * width) + x] = cells[rows[y], columns[x]];
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Premul));
        bitmap.Pixels = pixels;
        using SKImage image = SKImage.FromBitmap(bitmap);
        painter.Canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Nearest));
    }

    private static int[] CellOfPixel(int count, Func<int, float> position, IReadOnlyList<double> edges, Func<double, float> map)
    {
        int[] cells = new int[count];
        int cell = 0;
        int step = 1;
        int first = 0;
        if (count > 1 && position(1) < position(0))
        {
            step = -1;
            first = count - 1;
        }

        for (int n = 0, i = first; n < count; n++, i += step)
        {
            while (cell < edges.Count - 2 && position(i) >= map(edges[cell + 1]))
                cell++;
            cells[i] = cell;
        }

        return cells;
    }
}
