using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Frame, ticks on all four sides, labels, titles and color bar of a panel.</summary>
internal sealed class FramePainter(SKCanvas canvas, TextPainter text, PreparedPanel panel)
{
    private const float MajorLength = 9;
    private const float MinorLength = 5;

    private SKRect Frame => panel.Frame;

    /// <param name="verticalTitleAt">Base line of the vertical axis title, so that titles of panels below each other line up.</param>
    public void Draw(float verticalTitleAt)
    {
        PlotColor tickColor = panel.Panel.Series.OfType<HeatMap>().Any(map => map.Colors == ColorScale.Sequential) ? PlotColor.White : TextStyle.Ink;
        DrawTicks(tickColor);
        using (SKPaint stroke = Pen.Stroke(TextStyle.Ink, 1.2))
            canvas.DrawRect(Frame, stroke);
        DrawVerticalLabels();
        if (panel.ShowsHorizontalLabels)
            DrawHorizontalLabels();
        if (panel.Panel.Top is { } top)
            DrawTopAxis(top);
        DrawTitles(verticalTitleAt);
        if (panel.Map is not null)
            DrawColorBar(panel.Map);
    }

    private float X(double value) => Frame.Left + (float)(panel.Horizontal.Fraction(value) * Frame.Width);

    private float TopX(double value) => Frame.Left + (float)(panel.Top.Fraction(value) * Frame.Width);

    private float Y(double value) => Frame.Bottom - (float)(panel.Vertical.Fraction(value) * Frame.Height);

    private void DrawTicks(PlotColor color)
    {
        using var path = new SKPath();
        bool horizontalNames = panel.Panel.Horizontal.Categories.Count > 0;
        bool verticalNames = panel.Panel.Vertical.Categories.Count > 0;
        IEnumerable<double> horizontalMajor = horizontalNames
            ? Enumerable.Range(1, panel.Panel.Horizontal.Categories.Count).Select(i => (double)i)
            : panel.HorizontalTicks.Major.Select(tick => tick.Value);
        IEnumerable<double> verticalMajor = verticalNames
            ? Enumerable.Range(1, panel.Panel.Vertical.Categories.Count).Select(i => (double)i)
            : panel.VerticalTicks.Major.Select(tick => tick.Value);
        if (panel.Panel.Horizontal.TickMarks)
        {
            foreach (double value in horizontalMajor)
                AcrossHorizontal(path, X(value), MajorLength);
            foreach (double value in panel.HorizontalTicks.Minor)
                AcrossHorizontal(path, X(value), MinorLength);
        }

        if (panel.Panel.Vertical.TickMarks)
        {
            foreach (double value in verticalMajor)
                AcrossVertical(path, Y(value), MajorLength);
            foreach (double value in panel.VerticalTicks.Minor)
                AcrossVertical(path, Y(value), MinorLength);
        }

        if (panel.Panel.Top is { TickMarks: true })
        {
            foreach ((double value, _) in panel.TopTicks.Major)
                Down(path, TopX(value), MajorLength);
            foreach (double value in panel.TopTicks.Minor)
                Down(path, TopX(value), MinorLength);
        }

        Pen.DrawPath(canvas, path, color, 1.1);
    }

    private void AcrossHorizontal(SKPath path, float x, float length)
    {
        if (x <= Frame.Left + 0.5f || x >= Frame.Right - 0.5f)
            return;
        path.MoveTo(x, Frame.Bottom);
        path.LineTo(x, Frame.Bottom - length);
        if (panel.Panel.Top is null)
            Down(path, x, length);
    }

    private void Down(SKPath path, float x, float length)
    {
        if (x <= Frame.Left + 0.5f || x >= Frame.Right - 0.5f)
            return;
        path.MoveTo(x, Frame.Top);
        path.LineTo(x, Frame.Top + length);
    }

    private void AcrossVertical(SKPath path, float y, float length)
    {
        if (y <= Frame.Top + 0.5f || y >= Frame.Bottom - 0.5f)
            return;
        path.MoveTo(Frame.Left, y);
        path.LineTo(Frame.Left + length, y);
        path.MoveTo(Frame.Right, y);
        path.LineTo(Frame.Right - length, y);
    }

    private void DrawHorizontalLabels()
    {
        float line = Frame.Bottom + 8 + TextStyle.TickLabel.CapHeight;
        foreach ((double value, string words) in panel.HorizontalTicks.Major)
        {
            if (panel.CategoryTurn == -90)
                text.Draw(words, X(value) + (panel.HorizontalLabels.CapHeight / 2), Frame.Bottom + 8, panel.HorizontalLabels, SKTextAlign.Right, panel.CategoryTurn);
            else if (panel.CategoryTurn != 0)
                text.Draw(words, X(value) + 5, line, panel.HorizontalLabels, SKTextAlign.Right, panel.CategoryTurn);
            else
                text.Draw(words, X(value), line, panel.HorizontalLabels, SKTextAlign.Center);
        }

        text.Draw(panel.HorizontalTicks.Multiplier, Frame.Right + 6, Frame.Bottom + 2, TextStyle.TickLabel);
    }

    private void DrawVerticalLabels()
    {
        float half = panel.VerticalLabels.CapHeight / 2;
        foreach ((double value, string words) in panel.VerticalTicks.Major)
            text.Draw(words, Frame.Left - 8, Y(value) + half, panel.VerticalLabels, SKTextAlign.Right);
        text.Draw(panel.VerticalTicks.Multiplier, Frame.Left, Frame.Top - 12, TextStyle.TickLabel, SKTextAlign.Right);
    }

    private void DrawTopAxis(Axis top)
    {
        foreach ((double value, string words) in panel.TopTicks.Major)
            text.Draw(words, TopX(value), Frame.Top - 8, TextStyle.TickLabel, SKTextAlign.Center);
        text.Draw(panel.TopTicks.Multiplier, Frame.Right + 6, Frame.Top - 8, TextStyle.TickLabel);
        TextStyle style = TextStyle.AxisTitle.Fitting(top.Label, Frame.Width);
        text.Draw(style.Cut(top.Label, Frame.Width), Frame.Right, Frame.Top - 8 - TextStyle.TickLabel.Size - 7, style, SKTextAlign.Right);
    }

    private void DrawTitles(float verticalTitleAt)
    {
        if (panel.ShowsHorizontalLabels && panel.Panel.Horizontal.Label.Length > 0)
        {
            TextStyle style = TextStyle.AxisTitle.Fitting(panel.Panel.Horizontal.Label, Frame.Width);
            string words = style.Cut(panel.Panel.Horizontal.Label, Frame.Width);
            text.Draw(words, Frame.Right, Frame.Bottom + panel.Margins.Bottom - 11, style, SKTextAlign.Right);
        }

        if (panel.Panel.Vertical.Label.Length > 0)
        {
            TextStyle style = TextStyle.AxisTitle.Fitting(panel.Panel.Vertical.Label, Frame.Height);
            text.Draw(style.Cut(panel.Panel.Vertical.Label, Frame.Height), verticalTitleAt, Frame.Top, style, SKTextAlign.Right, -90);
        }

        float line = Frame.Top - 9 - panel.TopAxisHeight;
        if (panel.LegendAbove is { } legend)
        {
            legend.Draw(canvas, text, Frame.Left, line - legend.Height + 3);
            line -= legend.Height + 2;
        }

        if (panel.Panel.Title is { } title)
        {
            TextStyle style = TextStyle.Title.Fitting(title, Frame.Width);
            text.Draw(style.Cut(title, Frame.Width), Frame.Left, line, style);
            line -= TextStyle.Title.Size + 6;
        }

        if (panel.Label is { } label)
        {
            text.Draw(label.Name, Frame.Left, line, TextStyle.LabelName);
            float start = label.Name.Length > 0 ? TextStyle.LabelName.Width(label.Name) + 8 : 0;
            text.Draw(label.Status, Frame.Left + start, line, TextStyle.LabelStatus);
            text.Draw(label.Right, Frame.Right, line, TextStyle.LabelRight, SKTextAlign.Right);
        }
    }

    private void DrawColorBar(HeatMap map)
    {
        var bar = new SKRect(Frame.Right + 12, Frame.Top, Frame.Right + 28, Frame.Bottom);
        const int Steps = 256;
        using var bitmap = new SKBitmap(new SKImageInfo(1, Steps, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Pixels = [.. Enumerable.Range(0, Steps).Select(i => ColorScales.At(map.Colors, 1 - ((i + 0.5) / Steps)).Skia())];
        using (SKImage image = SKImage.FromBitmap(bitmap))
            canvas.DrawImage(image, bar, new SKSamplingOptions(SKFilterMode.Nearest));

        AxisSpan range = map.Range;
        using (var path = new SKPath())
        {
            foreach ((double value, string words) in panel.BarTicks.Major)
            {
                float y = bar.Bottom - (float)(range.Fraction(value) * bar.Height);
                if (y > bar.Top + 0.5f && y < bar.Bottom - 0.5f)
                {
                    path.MoveTo(bar.Right, y);
                    path.LineTo(bar.Right - 5, y);
                }

                text.Draw(words, bar.Right + 6, y + (TextStyle.TickLabel.CapHeight / 2), TextStyle.TickLabel);
            }

            Pen.DrawPath(canvas, path, TextStyle.Ink, 1.1);
        }

        using (SKPaint stroke = Pen.Stroke(TextStyle.Ink, 1))
            canvas.DrawRect(bar, stroke);
        text.Draw(panel.BarTicks.Multiplier, bar.Left, Frame.Top - 12, TextStyle.TickLabel);
        if (map.ColorBar!.Length > 0)
        {
            TextStyle style = TextStyle.AxisTitle.Fitting(map.ColorBar, Frame.Height);
            float x = bar.Right + 6 + panel.BarLabelWidth + TextStyle.AxisTitle.Size + 4;
            text.Draw(style.Cut(map.ColorBar, Frame.Height), x, Frame.Top, style, SKTextAlign.Right, -90);
        }
    }
}
