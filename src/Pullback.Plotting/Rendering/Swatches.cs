using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>The small samples in front of legend entries.</summary>
internal static class Swatches
{
    public static void Box(SKCanvas canvas, SKRect box, PlotColor color)
    {
        Area(canvas, box, color);
        Outline(canvas, box, PlotColor.Black.WithOpacity(0.75));
    }

    public static void Area(SKCanvas canvas, SKRect box, PlotColor color)
    {
        using SKPaint fill = Pen.Fill(color);
        canvas.DrawRect(box, fill);
    }

    public static void Line(SKCanvas canvas, SKRect box, PlotColor color, double width, LineStyle style) =>
        Pen.DrawLine(canvas, box.Left, box.MidY, box.Right, box.MidY, color, width, style);

    public static void Hatched(SKCanvas canvas, SKRect box, PlotColor color)
    {
        using var path = new SKPath();
        path.AddRect(box);
        Pen.Hatch(canvas, path, box, color);
    }

    private static void Outline(SKCanvas canvas, SKRect box, PlotColor color)
    {
        using SKPaint stroke = Pen.Stroke(color, 0.8);
        canvas.DrawRect(box, stroke);
    }
}
