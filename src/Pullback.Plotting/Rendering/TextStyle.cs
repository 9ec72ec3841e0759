using Pullback.Plotting.Figures;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Size, weight and slant of a text.</summary>
internal readonly record struct TextStyle(float Size, bool Bold = false, bool Italic = false)
{
    public static TextStyle TickLabel { get; } = new(14.5f);

    public static TextStyle AxisTitle { get; } = new(17f);

    public static TextStyle Legend { get; } = new(14.5f);

    public static TextStyle Title { get; } = new(16f, Bold: true);

    public static TextStyle LabelName { get; } = new(18f, Bold: true);

    public static TextStyle LabelStatus { get; } = new(15.5f, Italic: true);

    public static TextStyle LabelRight { get; } = new(15.5f);

    public static PlotColor Ink { get; } = PlotColor.Black;

    /// <summary>A font without hinting, so that outlines scale exactly.</summary>
    public SKFont Font() => new(Bold ? Typefaces.Bold : Typefaces.Regular, Size, 1, Italic ? -0.2f : 0)
    {
        Hinting = SKFontHinting.None,
        Edging = SKFontEdging.Antialias,
        Subpixel = true,
        LinearMetrics = true,
    };

    public float Width(string text)
    {
        using SKFont font = Font();
        return font.MeasureText(text);
    }

    /// <summary>Height of capital letters.</summary>
    public float CapHeight => Size * 0.729f;

    /// <summary>The style shrunk, at most to 70 %, to fit a text into a width.</summary>
    public TextStyle Fitting(string text, float width)
    {
        float needed = Width(text);
        return needed <= width ? this : this with { Size = Size * Math.Max(0.7f, width / needed) };
    }

    /// <summary>The text, cut with an ellipsis to fit into a width.</summary>
    public string Cut(string text, float width)
    {
        if (Width(text) <= width)
            return text;
        int length = text.Length;
        while (length > 1 && Width(text[..length].TrimEnd() + "…") > width)
            length -= char.IsLowSurrogate(text[length - 1]) ? 2 : 1;
        return text[..Math.Max(1, length)].TrimEnd() + "…";
    }
}
