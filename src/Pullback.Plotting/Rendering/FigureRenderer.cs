using Pullback.Plotting.Figures;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Draws a figure on a canvas whose unit is the figure's pixel.</summary>
internal static class FigureRenderer
{
    private const float SharedGap = 9;

    /// <returns>The texts in the order in which they were drawn.</returns>
    public static IReadOnlyList<DrawnText> Draw(Figure figure, SKCanvas canvas)
    {
        Validate(figure);
        var area = new SKRect(0, 0, figure.Width, figure.Height);
        using (SKPaint ground = Pen.Fill(PlotColor.White))
            canvas.DrawRect(area, ground);
        List<PreparedPanel> panels = Prepare(figure);
        Action place = figure.Layout == FigureLayout.Grid ? () => PlaceGrid(figure, panels) : () => PlaceColumn(figure, panels);
        (LegendBlock Block, SKPoint At, bool Covers)?[] legends = Settle(panels, place);

        var text = new TextPainter(canvas);
        float sharedLabelWidth = panels.Max(panel => panel.VerticalLabelWidth);
        for (int i = 0; i < panels.Count; i++)
        {
            PreparedPanel panel = panels[i];
            SeriesPlottable.Draw(canvas, area, panel.Frame, panel.Panel.Series, panel.Horizontal, panel.Vertical, text);
            float labelWidth = figure.Layout == FigureLayout.Grid ? panel.VerticalLabelWidth : sharedLabelWidth;
            new FramePainter(canvas, text, panel).Draw(panel.Frame.Left - 8 - labelWidth - 10);
            if (legends[i] is var (block, at, covers))
            {
                if (covers)
                    DrawGround(canvas, block, at);
                block.Draw(canvas, text, at.X, at.Y);
            }
        }

        return text.Drawn;
    }

    private static void Validate(Figure figure)
    {
        if (figure.Panels.Count == 0)
            throw new FigureException("The figure has no panels; it needs at least one.");
        if (figure.Width is < 200 or > 10_000 || figure.Height is < 150 or > 10_000)
            throw new FigureException($"The figure is {figure.Width} by {figure.Height} pixels; it can be 200 to 10000 wide and 150 to 10000 high.");
        if (figure.Columns < 1)
            throw new FigureException($"The figure has {figure.Columns} columns; a grid needs at least one.");
        for (int i = 0; i < figure.Panels.Count; i++)
        {
            double share = figure.Panels[i].HeightShare;
            if (!double.IsFinite(share) || share <= 0)
                throw new FigureException($"panel {i + 1}: the height share is {DataCheck.Number(share)}, but must be positive.");
        }
    }

    private static List<PreparedPanel> Prepare(Figure figure)
    {
        List<PreparedPanel> panels = [.. figure.Panels.Select((panel, i) => new PreparedPanel(panel, $"panel {i + 1}"))];
        if (figure.Layout == FigureLayout.Grid)
        {
            foreach (PreparedPanel panel in panels)
                panel.Horizontal = HorizontalSpan(panel.Panel.Horizontal, [panel], panel.Name);
        }
        else
        {
            Axis axis = panels[^1].Panel.Horizontal;
            if (panels.Find(panel => panel.Panel.Horizontal.Scale != axis.Scale) is { } other)
                throw new FigureException($"{other.Name}: its horizontal axis is {other.Panel.Horizontal.Scale}, but it shares the axis of the lowest panel, which is {axis.Scale}.");
            AxisSpan shared = HorizontalSpan(axis, panels, "shared horizontal axis");
            for (int i = 0; i < panels.Count; i++)
            {
                panels[i].Horizontal = shared;
                panels[i].ShowsHorizontalLabels = i == panels.Count - 1;
            }
        }

        panels[0].Label = figure.Label;
        return panels;
    }

    private static AxisSpan HorizontalSpan(Axis axis, IReadOnlyList<PreparedPanel> panels, string where)
    {
        var range = new ValueRange();
        foreach (PreparedPanel panel in panels.Where(panel => !panel.Extent.X.IsEmpty))
        {
            range.Add(panel.Extent.X.Minimum);
            range.Add(panel.Extent.X.Maximum);
            if (double.IsFinite(panel.Extent.X.LeastPositive))
                range.Add(panel.Extent.X.LeastPositive);
        }

        bool tight = panels.Any(panel => panel.Extent.BinsHorizontal);
        return AxisLimits.Choose(axis, range, tight, fromZero: false, where);
    }

    /// <summary>Frames depend on the width of labels, labels on limits, limits on the legend, the legend on frames: three rounds settle them.</summary>
    private static (LegendBlock Block, SKPoint At, bool Covers)?[] Settle(List<PreparedPanel> panels, Action place)
    {
        for (int round = 0; round < 3; round++)
            place();
        bool inside = false;
        foreach (PreparedPanel panel in panels.Where(panel => panel.HasLegend && panel.LegendAbove is null))
        {
            panel.Vertical = LegendSpot.Find(panel).Vertical;
            inside = true;
        }

        for (int round = 0; inside && round < 2; round++)
            place();
        return [.. panels.Select(Legend)];
    }

    private static (LegendBlock Block, SKPoint At, bool Covers)? Legend(PreparedPanel panel)
    {
        if (!panel.HasLegend || panel.LegendAbove is not null)
            return null;
        (LegendBlock block, SKPoint at, AxisSpan vertical, bool covers) = LegendSpot.Find(panel);
        panel.Vertical = vertical;
        panel.Place(panel.Frame);
        return (block, at, covers);
    }

    private static void PlaceColumn(Figure figure, List<PreparedPanel> panels)
    {
        EnsurePlaced(panels, figure.Width, (float)figure.Height / panels.Count);
        float left = panels.Max(panel => panel.Margins.Left);
        float right = panels.Max(panel => panel.Margins.Right);
        float free = figure.Height - panels[0].Margins.Top - panels[^1].Margins.Bottom;
        for (int i = 1; i < panels.Count; i++)
            free -= Gap(panels[i]);
        double shares = panels.Sum(panel => panel.Panel.HeightShare);
        float top = panels[0].Margins.Top;
        for (int i = 0; i < panels.Count; i++)
        {
            if (i > 0)
                top += Gap(panels[i]);
            float height = Math.Max(20, (float)(free * panels[i].Panel.HeightShare / shares));
            panels[i].Place(new SKRect(left, top, Math.Max(left + 40, figure.Width - right), top + height));
            top += height;
        }
    }

    /// <summary>Panels that share an axis stand close together unless there is text between them.</summary>
    private static float Gap(PreparedPanel panel) => panel.Margins.Top > 12 ? panel.Margins.Top : SharedGap;

    private static void PlaceGrid(Figure figure, List<PreparedPanel> panels)
    {
        int columns = Math.Min(figure.Columns, panels.Count);
        int rows = (panels.Count + columns - 1) / columns;
        float width = (float)figure.Width / columns;
        float height = (float)figure.Height / rows;
        EnsurePlaced(panels, width, height);
        for (int i = 0; i < panels.Count; i++)
        {
            PreparedPanel panel = panels[i];
            int row = i / columns;
            IEnumerable<PreparedPanel> inRow = panels.Skip(row * columns).Take(columns);
            float left = (i % columns) * width;
            float top = row * height;
            float topMargin = inRow.Max(other => other.Margins.Top);
            float bottomMargin = inRow.Max(other => other.Margins.Bottom);
            panel.Place(new SKRect(
                left + panel.Margins.Left,
                top + topMargin,
                Math.Max(left + panel.Margins.Left + 40, left + width - panel.Margins.Right),
                Math.Max(top + topMargin + 20, top + height - bottomMargin)));
        }

    }

    private static void EnsurePlaced(List<PreparedPanel> panels, float width, float height)
    {
        foreach (PreparedPanel panel in panels.Where(panel => panel.Frame.IsEmpty))
            panel.Place(new SKRect(0, 0, width - 100, height - 60));
    }

    private static void DrawGround(SKCanvas canvas, LegendBlock block, SKPoint at)
    {
        using SKPaint ground = Pen.Fill(PlotColor.White.WithOpacity(0.85));
        canvas.DrawRect(at.X - 7, at.Y - 5, block.Width + 14, block.Height + 10, ground);
    }
}
