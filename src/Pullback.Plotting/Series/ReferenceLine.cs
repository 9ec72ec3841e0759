using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Series;

/// <summary>A straight line across the frame at one value: a threshold, a bin edge, unity of a ratio.</summary>
public sealed record ReferenceLine : PlotSeries
{
    private readonly bool _isVertical;

    private ReferenceLine(double value, bool isVertical)
    {
        Value = value;
        _isVertical = isVertical;
    }

    /// <summary>Where the line stands.</summary>
    public double Value { get; }

    /// <summary>Color of the line.</summary>
    /// <value>Default: dark gray.</value>
    public PlotColor Color { get; init; } = new(80, 80, 80);

    /// <summary>Pattern of the line.</summary>
    /// <value>Default: <see cref="LineStyle.Dashed"/>.</value>
    public LineStyle Style { get; init; } = LineStyle.Dashed;

    /// <summary>Width of the line in pixels.</summary>
    /// <value>Default: 1.2.</value>
    public double LineWidth { get; init; } = 1.2;

    /// <summary>A line from left to right at a value of the vertical axis.</summary>
    /// <param name="value">Where the line stands.</param>
    /// <returns>The line.</returns>
    public static ReferenceLine Horizontal(double value) => new(value, isVertical: false);

    /// <summary>A line from bottom to top at a value of the horizontal axis.</summary>
    /// <param name="value">Where the line stands.</param>
    /// <returns>The line.</returns>
    public static ReferenceLine Vertical(double value) => new(value, isVertical: true);

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, (canvas, box) => Swatches.Line(canvas, box, Color, LineWidth, Style));
        }
    }

    internal override void Check(DataCheck check)
    {
        if (_isVertical)
            check.Horizontal([Value], nameof(Value));
        else
            check.Vertical([Value], nameof(Value));
    }

    internal override void Measure(DataExtent extent) => (_isVertical ? extent.X : extent.Y).Add(Value);

    internal override void Draw(PanelPainter painter)
    {
        if (_isVertical)
            Pen.DrawLine(painter.Canvas, painter.X(Value), painter.Frame.Bottom, painter.X(Value), painter.Frame.Top, Color, LineWidth, Style);
        else
            Pen.DrawLine(painter.Canvas, painter.Frame.Left, painter.Y(Value), painter.Frame.Right, painter.Y(Value), Color, LineWidth, Style);
    }
}
