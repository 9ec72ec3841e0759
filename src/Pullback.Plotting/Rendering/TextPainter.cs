using System.Text;
using Pullback.Plotting.Figures;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Draws text, and keeps a list of what it drew for formats that replace letters by outlines.</summary>
/// <remarks>A hat over a tall letter, as in θ̂, is drawn by itself: the font has it at the height of small letters.</remarks>
internal sealed class TextPainter(SKCanvas canvas)
{
    private const char Hat = '\u0302';

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
        string letters = text.Replace(Hat.ToString(), "", StringComparison.Ordinal);
        canvas.DrawText(letters, shift, 0, SKTextAlign.Left, font, paint);
        Drawn.Add(new DrawnText(letters, style, shift, text));
        foreach ((float start, float raise) in Hats(text, font))
        {
            canvas.Save();
            canvas.Translate(0, -raise);
            canvas.DrawText(Hat.ToString(), shift + start, 0, SKTextAlign.Left, font, paint);
            canvas.Restore();
            Drawn.Add(new DrawnText(Hat.ToString(), style, shift + start, null));
        }

        canvas.Restore();
    }

    /// <summary>Where the hats of a text go: the end of the letter below each, and how far above the usual height.</summary>
    private static IEnumerable<(float Start, float Raise)> Hats(string text, SKFont font)
    {
        var before = new StringBuilder();
        float raise = 0;
        foreach (char c in text)
        {
            if (c == Hat && before.Length > 0)
            {
                yield return (font.MeasureText(before.ToString()), raise);
                raise += 0.2f * font.Size;
                continue;
            }

            before.Append(c);
            raise = text.Contains(Hat, StringComparison.Ordinal) ? Math.Max(0, Height(c, font) - Height('x', font)) : 0;
        }
    }

    private static float Height(char letter, SKFont font)
    {
        font.MeasureText(letter.ToString(), out SKRect bounds);
        return -bounds.Top;
    }
}
