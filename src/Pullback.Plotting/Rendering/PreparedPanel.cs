using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Ticks;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>A checked panel on its way to the canvas: limits, ticks, margins and frame.</summary>
internal sealed class PreparedPanel
{
    private const float TitleGap = 10;

    public PreparedPanel(Panel panel, string name)
    {
        Panel = panel;
        Name = name;
        for (int i = 0; i < panel.Series.Count; i++)
        {
            PlotSeries series = panel.Series[i];
            string called = series.Label is { } label ? $"series {i + 1} ('{label}')" : $"series {i + 1} ({series.GetType().Name})";
            series.Check(new DataCheck(name, called, panel.Horizontal, panel.Vertical));
            series.Measure(Extent);
        }

        Map = panel.Series.OfType<HeatMap>().FirstOrDefault(map => map.ColorBar is not null);
        Vertical = AxisLimits.Choose(panel.Vertical, Extent.Y, Extent.BinsVertical, Extent.FromZero, $"{name}, vertical axis '{panel.Vertical.Label}'");
        if (panel.Top is { } top)
            Top = AxisLimits.Choose(top, new ValueRange(), tight: true, fromZero: false, $"{name}, upper axis '{top.Label}'");
        Entries = [.. panel.Series.SelectMany(series => series.LegendEntries)];
        HoldsMap = panel.Series.Any(series => series is HeatMap or RegionMap);
    }

    public Panel Panel { get; }

    public string Name { get; }

    public DataExtent Extent { get; } = new();

    public AxisSpan Horizontal { get; set; }

    public AxisSpan Vertical { get; set; }

    public HeatMap? Map { get; }

    public bool HoldsMap { get; }

    public IReadOnlyList<LegendEntry> Entries { get; }

    /// <summary>Whether the labels of the horizontal axis stand under this panel.</summary>
    public bool ShowsHorizontalLabels { get; set; } = true;

    /// <summary>The figure's label, if this panel carries it.</summary>
    public FigureLabel? Label { get; set; }

    public SKRect Frame { get; private set; }

    public TickSet HorizontalTicks { get; private set; } = new([], []);

    public TickSet VerticalTicks { get; private set; } = new([], []);

    public TickSet BarTicks { get; private set; } = new([], []);

    /// <summary>The span of the second horizontal axis, if there is one.</summary>
    public AxisSpan Top { get; }

    public TickSet TopTicks { get; private set; } = new([], []);

    /// <summary>Style of the labels under the frame; names shrink to the room that each has.</summary>
    public TextStyle HorizontalLabels { get; private set; } = TextStyle.TickLabel;

    /// <summary>Style of the labels left of the frame.</summary>
    public TextStyle VerticalLabels { get; private set; } = TextStyle.TickLabel;

    /// <summary>Turn of the names of categories when they do not fit side by side.</summary>
    public float CategoryTurn { get; private set; }

    public LegendBlock? LegendAbove { get; private set; }

    public bool HasLegend => Panel.Legend != LegendPlacement.None && (Entries.Count > 0 || Panel.Notes.Count > 0);

    /// <summary>Distances from the cell's borders to the frame that the texts need.</summary>
    public (float Left, float Top, float Right, float Bottom) Margins { get; private set; }

    /// <summary>Sets the frame and chooses ticks for it.</summary>
    public void Place(SKRect frame)
    {
        Frame = frame;
        VerticalLabels = NameStyle(Panel.Vertical, Vertical, frame.Height);
        VerticalTicks = Choose(Panel.Vertical, Vertical, Math.Clamp((int)(frame.Height / 30), 2, 8));
        HorizontalLabels = NameStyle(Panel.Horizontal, Horizontal, frame.Width);
        HorizontalTicks = HorizontalThatFit(frame.Width);
        TopTicks = Panel.Top is null ? new([], []) : Choose(Panel.Top, Top, Math.Max(2, (int)(frame.Width / 60)));
        BarTicks = Map is null ? new([], []) : LinearTicks.Between(Map.Range.Minimum, Map.Range.Maximum, Math.Clamp((int)(frame.Height / 30), 2, 8), wholeNumbers: false);
        bool above = HasLegend && (Panel.Legend == LegendPlacement.Above || HoldsMap);
        LegendAbove = above ? LegendBlock.InRows(Entries, Panel.Notes, frame.Width) : null;
        Margins = (LeftMargin(), TopMargin(), RightMargin(), BottomMargin());
    }

    public float VerticalLabelWidth => Math.Max(
        VerticalTicks.Major.Select(tick => VerticalLabels.Width(tick.Text)).DefaultIfEmpty(0).Max(),
        VerticalTicks.Multiplier.Length > 0 ? TextStyle.TickLabel.Width(VerticalTicks.Multiplier) - 8 : 0);

    public float BarLabelWidth => BarTicks.Major.Select(tick => TextStyle.TickLabel.Width(tick.Text)).DefaultIfEmpty(0).Max();

    /// <summary>Height of the second horizontal axis with its labels and title.</summary>
    public float TopAxisHeight => Panel.Top is not { } top ? 0 : TextStyle.TickLabel.Size + 6 + (top.Label.Length > 0 ? TextStyle.AxisTitle.Size + 6 : 0);

    /// <summary>Names are at most as high as the distance between them.</summary>
    private static TextStyle NameStyle(Axis axis, AxisSpan span, float length)
    {
        if (axis.Categories.Count == 0)
            return TextStyle.TickLabel;
        float pitch = length / (float)Math.Max(1, span.Maximum - span.Minimum);
        return TextStyle.TickLabel with { Size = Math.Clamp(0.92f * pitch, 5, TextStyle.TickLabel.Size) };
    }

    private static TickSet Choose(Axis axis, AxisSpan span, int most)
    {
        if (axis.Categories.Count > 0)
        {
            return new TickSet(
                [.. axis.Categories.Select((name, i) => (i + 0.5, TextStyle.TickLabel.Cut(name, (float)axis.LongestName))).Where(tick => tick.Item1 >= span.Minimum && tick.Item1 <= span.Maximum)],
                []);
        }

        return span.Scale == AxisScale.Logarithmic
            ? LogarithmicTicks.Between(span.Minimum, span.Maximum, most)
            : LinearTicks.Between(span.Minimum, span.Maximum, most, axis.WholeNumbers);
    }

    private TickSet HorizontalThatFit(float width)
    {
        int most = Math.Max(2, (int)(width / 55));
        TickSet ticks = Choose(Panel.Horizontal, Horizontal, most);
        while (most > 1 && Panel.Horizontal.Categories.Count == 0 && Overlap(ticks, width))
            ticks = Choose(Panel.Horizontal, Horizontal, --most);
        CategoryTurn = Panel.Horizontal.Categories.Count > 0 && (Overlap(ticks, width) || LeavePlace(ticks, width)) ? Turn(width) : 0;
        return ticks;
    }

    /// <summary>Whether a name reaches so far over the place of its neighbor that it seems to belong there.</summary>
    private bool LeavePlace(TickSet ticks, float width) =>
        ticks.Major.Count > 1 && ticks.Major.Any(tick => HorizontalLabels.Width(tick.Text) > 1.15f * width / (Horizontal.Maximum - Horizontal.Minimum));

    /// <summary>Names slant if their lines stay apart then, and stand upright otherwise.</summary>
    private float Turn(float width) =>
        0.574f * width / (float)Math.Max(1, Horizontal.Maximum - Horizontal.Minimum) >= HorizontalLabels.Size ? -35 : -90;

    private bool Overlap(TickSet ticks, float width)
    {
        float end = float.NegativeInfinity;
        foreach ((double value, string text) in ticks.Major)
        {
            if (text.Length == 0)
                continue;
            float half = HorizontalLabels.Width(text) / 2;
            float middle = (float)(Horizontal.Fraction(value) * width);
            if (middle - half < end + 7)
                return true;
            end = middle + half;
        }

        return false;
    }

    private float LeftMargin()
    {
        float title = Panel.Vertical.Label.Length > 0 ? TextStyle.AxisTitle.Size + TitleGap : 0;
        float first = ShowsHorizontalLabels && HorizontalTicks.Major.Count > 0
            ? (HorizontalLabels.Width(HorizontalTicks.Major[0].Text) / 2) - (float)(Horizontal.Fraction(HorizontalTicks.Major[0].Value) * Frame.Width)
            : 0;
        if (CategoryTurn == -90)
            first = 0;
        else if (CategoryTurn != 0)
            first = HorizontalTicks.Major.Max(tick => (0.82f * HorizontalLabels.Width(tick.Text)) - (float)(Horizontal.Fraction(tick.Value) * Frame.Width));
        return Math.Max(10 + title + VerticalLabelWidth + 8, first + 8);
    }

    private float RightMargin()
    {
        float bar = Map is null ? 0 : 12 + 16 + 6 + BarLabelWidth + (Map.ColorBar!.Length > 0 ? TextStyle.AxisTitle.Size + TitleGap : 0);
        float last = ShowsHorizontalLabels && HorizontalTicks.Major.Count > 0 && CategoryTurn == 0
            ? (HorizontalLabels.Width(HorizontalTicks.Major[^1].Text) / 2) - (float)((1 - Horizontal.Fraction(HorizontalTicks.Major[^1].Value)) * Frame.Width)
            : 0;
        float multiplier = ShowsHorizontalLabels && HorizontalTicks.Multiplier.Length > 0 ? TextStyle.TickLabel.Width(HorizontalTicks.Multiplier) + 8 : 0;
        if (TopTicks.Multiplier.Length > 0)
            multiplier = Math.Max(multiplier, TextStyle.TickLabel.Width(TopTicks.Multiplier) + 8);
        return Math.Max(Math.Max(12, bar), Math.Max(last, multiplier)) + 8;
    }

    private float TopMargin()
    {
        float top = 12;
        if (VerticalTicks.Multiplier.Length > 0 || BarTicks.Multiplier.Length > 0)
            top = Math.Max(top, 28);
        if (LegendAbove is not null)
            top = LegendAbove.Height + 12;
        top += TopAxisHeight;
        if (Panel.Title is not null)
            top += TextStyle.Title.Size + 6;
        if (Label is not null)
            top += TextStyle.LabelName.Size + 4;
        return top;
    }

    private float BottomMargin()
    {
        if (!ShowsHorizontalLabels)
            return 0;
        float labels = TextStyle.TickLabel.Size + 6;
        if (CategoryTurn != 0)
            labels = 14 + (HorizontalTicks.Major.Select(tick => HorizontalLabels.Width(tick.Text)).Max() * (CategoryTurn == -90 ? 1 : 0.574f)) + (CategoryTurn == -90 ? 0 : 8);
        return labels + (Panel.Horizontal.Label.Length > 0 ? TextStyle.AxisTitle.Size + 4 : 0) + 10;
    }
}
