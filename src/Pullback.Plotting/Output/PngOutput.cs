using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Output;

/// <summary>Figures as PNG images.</summary>
internal static class PngOutput
{
    public static byte[] Write(Figure figure, int pixelsPerUnit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerUnit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerUnit, 8);
        var info = new SKImageInfo(figure.Width * pixelsPerUnit, figure.Height * pixelsPerUnit, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info)
            ?? throw new FigureException($"An image of {info.Width} by {info.Height} pixels cannot be allocated; make the figure smaller.");
        surface.Canvas.Scale(pixelsPerUnit);
        FigureRenderer.Draw(figure, surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
