using Pullback.Plotting.Figures;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Draws text, and keeps a list of what it drew for formats that replace letters by outlines.</summary>
internal sealed class TextPainter(SKCanvas canvas)
{
    /// <summary>Everything drawn so far, in order.</summary>
    public List<DrawnText> Drawn { get; } = [];

    /// <param name="text">What to draw; empty text draws nothing.</param>
    /// <param name="x">Anchor.</param>
    /// <param name="y">Base line of the letters.</param>
    /// <param name="style">Size and weight.</param>
    /// <param name="align">Where the anchor stands in the text.</param>
    /// <param name="degrees">Clockwise turn about the anchor.</param>
    /// <param name="color">Color; black if null.</param>
    public void Draw(string text, float x, float y, TextStyle style, SKTextAlign align = SKTextAlign.Left, float degrees = 0, PlotColor? color = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        float shift = align switch
        {
            SKTextAlign.Center => -style.Width(text) / 2,
            SKTextAlign.Right => -style.Width(text),
            _ => 0,
        };
        using SKFont font = style.Font();
        using SKPaint paint = Pen.Fill(color ?? TextStyle.Ink);
        canvas.Save();
        canvas.Translate(x, y);
        if (degrees != 0)
            canvas.RotateDegrees(degrees);
        canvas.DrawText(text, shift, 0, SKTextAlign.Left, font, paint);
        canvas.Restore();
        Drawn.Add(new DrawnText(text, style, shift));
    }
}
