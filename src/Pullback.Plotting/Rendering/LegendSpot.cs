using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Where a legend goes: a place in the frame that covers no data.</summary>
/// <remarks>
/// The series are drawn once on a coarse mask; a place is free if the mask is empty there. If no place along the top or in a lower corner
/// is free, the vertical axis is extended, at most to twice its length, until one is.
/// </remarks>
internal static class LegendSpot
{
    private const float Padding = 14;
    private const int Cell = 3;

    /// <returns>The block, its position, the vertical span, and whether it covers data and needs a ground of its own.</returns>
    public static (LegendBlock Block, SKPoint At, AxisSpan Vertical, bool Covers) Find(PreparedPanel panel)
    {
        LegendBlock[] blocks = [.. Blocks(panel)];
        bool canExtend = panel.Panel.Vertical.Maximum is null && panel.Panel.Vertical.Categories.Count == 0 && !panel.Extent.BinsVertical;
        double[] fractions = canExtend ? [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5] : [1];
        foreach (double fraction in fractions)
        {
            AxisSpan vertical = fraction == 1 ? panel.Vertical : panel.Vertical.WithTopAt(fraction);
            using SKBitmap mask = Mask(panel, vertical);
            foreach (LegendBlock block in blocks)
            {
                foreach (SKPoint at in Candidates(panel.Frame, block))
                {
                    if (Covered(mask, panel.Frame, block, at) == 0)
                        return (block, at, vertical, false);
                }
            }
        }

        using SKBitmap full = Mask(panel, panel.Vertical);
        SKPoint best = Candidates(panel.Frame, blocks[0]).MinBy(at => Covered(full, panel.Frame, blocks[0], at));
        return (blocks[0], best, panel.Vertical, true);
    }

    private static IEnumerable<LegendBlock> Blocks(PreparedPanel panel)
    {
        float most = panel.Frame.Width - (2 * Padding);
        LegendBlock one = LegendBlock.InColumns(panel.Entries, panel.Panel.Notes, 1, most * 0.75f);
        if (one.Height <= 0.6f * panel.Frame.Height || panel.Entries.Count < 2)
            yield return one;
        if (panel.Entries.Count > 3 || one.Height > 0.35f * panel.Frame.Height)
            yield return LegendBlock.InColumns(panel.Entries, panel.Panel.Notes, 2, most);
        if (panel.Entries.Count > 1)
            yield return LegendBlock.InRows(panel.Entries, panel.Panel.Notes, most);
    }

    private static IEnumerable<SKPoint> Candidates(SKRect frame, LegendBlock block)
    {
        float left = frame.Left + Padding;
        float right = Math.Max(left, frame.Right - Padding - block.Width);
        float top = frame.Top + Padding - 3;
        float bottom = Math.Max(top, frame.Bottom - Padding - block.Height + 3);
        yield return new SKPoint(right, top);
        yield return new SKPoint(left, top);
        yield return new SKPoint((left + right) / 2, top);
        yield return new SKPoint(left + (0.75f * (right - left)), top);
        yield return new SKPoint(left + (0.25f * (right - left)), top);
        yield return new SKPoint(right, bottom);
        yield return new SKPoint(left, bottom);
        yield return new SKPoint(right, (top + bottom) / 2);
        yield return new SKPoint(left, (top + bottom) / 2);
    }

    private static SKBitmap Mask(PreparedPanel panel, AxisSpan vertical)
    {
        int width = Math.Max(1, (int)MathF.Ceiling(panel.Frame.Width / Cell));
        int height = Math.Max(1, (int)MathF.Ceiling(panel.Frame.Height / Cell));
        var mask = new SKBitmap(new SKImageInfo(width, height, SKColorType.Alpha8, SKAlphaType.Premul));
        mask.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(mask);
        canvas.Scale(1f / Cell);
        var painter = new PanelPainter(canvas, new SKRect(0, 0, panel.Frame.Width, panel.Frame.Height), panel.Horizontal, vertical);
        foreach (Series.PlotSeries series in panel.Panel.Series)
            series.Draw(painter);
        return mask;
    }

    /// <summary>Number of cells with data under the block and a rim around it.</summary>
    private static int Covered(SKBitmap mask, SKRect frame, LegendBlock block, SKPoint at)
    {
        const float Rim = 5;
        int x0 = Math.Max(0, (int)((at.X - frame.Left - Rim) / Cell));
        int x1 = Math.Min(mask.Width - 1, (int)((at.X - frame.Left + block.Width + Rim) / Cell));
        int y0 = Math.Max(0, (int)((at.Y - frame.Top - Rim) / Cell));
        int y1 = Math.Min(mask.Height - 1, (int)((at.Y - frame.Top + block.Height + Rim) / Cell));
        int covered = block.Width + (2 * Padding) > frame.Width || block.Height + Padding > frame.Height ? 1 : 0;
        ReadOnlySpan<byte> alpha = mask.GetPixelSpan();
        for (int y = y0; y <= y1; y++)
        {
            for (int x = x0; x <= x1; x++)
                covered += alpha[(y * mask.RowBytes) + x] > 20 ? 1 : 0;
        }

        return covered;
    }
}
