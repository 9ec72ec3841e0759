using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Markers at points.</summary>
internal static class Markers
{
    public static void Draw(SKCanvas canvas, MarkerShape shape, float x, float y, float size, PlotColor color)
    {
        float r = size / 2;
        using SKPaint fill = Pen.Fill(color);
        switch (shape)
        {
            case MarkerShape.Disc:
                canvas.DrawCircle(x, y, r, fill);
                break;
            case MarkerShape.Ring:
                using (SKPaint stroke = Pen.Stroke(color, 1.5))
                    canvas.DrawCircle(x, y, r - 0.5f, stroke);
                break;
            case MarkerShape.Square:
                canvas.DrawRect(x - (0.9f * r), y - (0.9f * r), 1.8f * r, 1.8f * r, fill);
                break;
            case MarkerShape.Triangle:
                Polygon(canvas, fill, (x, y - (1.15f * r)), (x + r, y + (0.8f * r)), (x - r, y + (0.8f * r)));
                break;
            case MarkerShape.Diamond:
                Polygon(canvas, fill, (x, y - (1.2f * r)), (x + r, y), (x, y + (1.2f * r)), (x - r, y));
                break;
            case MarkerShape.Cross:
                Pen.DrawLine(canvas, x - r, y, x + r, y, color, Math.Max(1.5, size / 6));
                Pen.DrawLine(canvas, x, y - r, x, y + r, color, Math.Max(1.5, size / 6));
                break;
            case MarkerShape.None:
            default:
                break;
        }
    }

    private static void Polygon(SKCanvas canvas, SKPaint paint, params ReadOnlySpan<(float X, float Y)> corners)
    {
        using var path = new SKPath();
        path.MoveTo(corners[0].X, corners[0].Y);
        foreach ((float x, float y) in corners[1..])
            path.LineTo(x, y);
        path.Close();
        canvas.DrawPath(path, paint);
    }
}
