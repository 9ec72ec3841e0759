using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Texts in the frame, each with its middle at a point.</summary>
/// <remarks><para>Texts whose middle lies outside the frame are left out.</para></remarks>
/// <param name="X">Horizontal positions. Shape [text].</param>
/// <param name="Y">Vertical positions. Shape [text].</param>
/// <param name="Texts">What to write; empty texts are left out. Shape [text].</param>
public sealed record TextLabels(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<string> Texts) : PlotSeries
{
    /// <summary>Color of the letters.</summary>
    /// <value>Default: black.</value>
    public PlotColor Color { get; init; } = PlotColor.Black;

    /// <summary>Size of the letters in pixels.</summary>
    /// <value>Default: 14.5.</value>
    public double Size { get; init; } = 14.5;

    /// <summary>Whether the letters are bold.</summary>
    /// <value>Default: false.</value>
    public bool Bold { get; init; }

    /// <summary>Whether the texts stand upright, read from bottom to top.</summary>
    /// <value>Default: false.</value>
    public bool Upright { get; init; }

    /// <summary>Whether the letters have a white rim, so that they can be read on top of other series.</summary>
    /// <value>Default: false.</value>
    public bool Rim { get; init; }

    internal override IEnumerable<LegendEntry> LegendEntries => [];

    internal override void Check(DataCheck check)
    {
        check.SameLength(Y, nameof(Y), X, nameof(X));
        if (Texts.Count != X.Count)
            throw check.Error($"Texts has {Texts.Count} values and X has {X.Count}, but each point needs both.");
        if (!double.IsFinite(Size) || Size is <= 0 or > 200)
            throw check.Error($"the size is {DataCheck.Number(Size)}, but must be more than 0 and at most 200 pixels.");
        check.Horizontal(X, nameof(X));
        check.Vertical(Y, nameof(Y));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(X);
        extent.Y.Add(Y);
    }

    internal override void Draw(PanelPainter painter)
    {
        var style = new TextStyle((float)Size, Bold);
        for (int i = 0; i < Texts.Count; i++)
        {
            float x = painter.X(X[i]);
            float y = painter.Y(Y[i]);
            if (!painter.Frame.Contains(x, y))
                continue;
            if (Rim)
                DrawRim(painter.Canvas, Texts[i], x, y, style);
            if (Upright)
                painter.Text.Draw(Texts[i], x + (style.CapHeight / 2), y, style, SKTextAlign.Center, -90, Color);
            else
                painter.Text.Draw(Texts[i], x, y + (style.CapHeight / 2), style, SKTextAlign.Center, 0, Color);
        }
    }

    private void DrawRim(SKCanvas canvas, string text, float x, float y, TextStyle style)
    {
        using SKFont font = style.Font();
        using SKPath outline = font.GetTextPath(text, new SKPoint(-style.Width(text) / 2, style.CapHeight / 2));
        canvas.Save();
        canvas.Translate(x, y);
        if (Upright)
            canvas.RotateDegrees(-90);
        Pen.DrawPath(canvas, outline, PlotColor.White, 0.2 * style.Size);
        canvas.Restore();
    }
}
