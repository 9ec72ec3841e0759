using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Strokes and fills on a canvas, in pixels.</summary>
internal static class Pen
{
    /// <summary>Distance between hatch lines.</summary>
    private const float HatchPitch = 5.5f;

    public static SKColor Skia(this PlotColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);

    public static SKPaint Stroke(PlotColor color, double width, LineStyle style = LineStyle.Solid)
    {
        float w = (float)width;
        var paint = new SKPaint
        {
            Color = color.Skia(),
            StrokeWidth = w,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeCap = SKStrokeCap.Butt,
        };
        float[]? dashes = style switch
        {
            LineStyle.Dashed => [(4 * w) + 2, (2.2f * w) + 1.5f],
            LineStyle.Dotted => [w, (1.4f * w) + 1],
            LineStyle.DashDotted => [(4 * w) + 2, (1.6f * w) + 1.2f, w, (1.6f * w) + 1.2f],
            _ => null,
        };
        if (dashes is not null)
        {
            using SKPathEffect effect = SKPathEffect.CreateDash(dashes, 0);
            paint.PathEffect = effect;
        }

        return paint;
    }

    public static SKPaint Fill(PlotColor color) => new() { Color = color.Skia(), Style = SKPaintStyle.Fill, IsAntialias = true };

    public static void DrawPath(SKCanvas canvas, SKPath path, PlotColor color, double width, LineStyle style = LineStyle.Solid)
    {
        using SKPaint paint = Stroke(color, width, style);
        canvas.DrawPath(path, paint);
    }

    public static void DrawLine(SKCanvas canvas, float x0, float y0, float x1, float y1, PlotColor color, double width, LineStyle style = LineStyle.Solid)
    {
        using var path = new SKPath();
        path.MoveTo(x0, y0);
        path.LineTo(x1, y1);
        DrawPath(canvas, path, color, width, style);
    }

    public static void FillPath(SKCanvas canvas, SKPath path, PlotColor color)
    {
        using SKPaint paint = Fill(color);
        canvas.DrawPath(path, paint);
    }

    /// <summary>Fills the path with lines at 45 degrees.</summary>
    public static void Hatch(SKCanvas canvas, SKPath area, SKRect frame, PlotColor color)
    {
        SKRect bounds = SKRect.Intersect(area.Bounds, frame);
        if (bounds.IsEmpty)
            return;
        using var lines = new SKPath();
        // Lines x + y = k × pitch, on one lattice for the whole canvas, so that bins next to each other join.
        float step = HatchPitch * MathF.Sqrt(2);
        for (float sum = MathF.Floor((bounds.Left + bounds.Top) / step) * step; sum <= bounds.Right + bounds.Bottom; sum += step)
        {
            float x0 = Math.Max(bounds.Left, sum - bounds.Bottom);
            float x1 = Math.Min(bounds.Right, sum - bounds.Top);
            if (x1 <= x0)
                continue;
            lines.MoveTo(x0, sum - x0);
            lines.LineTo(x1, sum - x1);
        }

        canvas.Save();
        canvas.ClipPath(area, SKClipOperation.Intersect, antialias: true);
        DrawPath(canvas, lines, color, 0.9);
        canvas.Restore();
    }
}
