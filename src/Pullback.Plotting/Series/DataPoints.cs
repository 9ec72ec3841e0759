using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>Points with uncertainties, drawn as markers with bars.</summary>
/// <param name="X">Horizontal positions. Shape [point].</param>
/// <param name="Y">Vertical positions. Shape [point].</param>
public sealed record DataPoints(IReadOnlyList<double> X, IReadOnlyList<double> Y) : PlotSeries
{
    /// <summary>Length of the bars downward, zero or more. Shape [point].</summary>
    /// <value>Default: null, no vertical bars downward.</value>
    public IReadOnlyList<double>? Down { get; init; }

    /// <summary>Length of the bars upward, zero or more. Shape [point].</summary>
    /// <value>Default: null, the same as <see cref="Down"/>.</value>
    public IReadOnlyList<double>? Up { get; init; }

    /// <summary>Length of the bars to the left, zero or more. Shape [point].</summary>
    /// <value>Default: null, no horizontal bars to the left.</value>
    public IReadOnlyList<double>? Left { get; init; }

    /// <summary>Length of the bars to the right, zero or more. Shape [point].</summary>
    /// <value>Default: null, the same as <see cref="Left"/>.</value>
    public IReadOnlyList<double>? Right { get; init; }

    /// <summary>Color of markers and bars.</summary>
    /// <value>Default: black, as the field draws data.</value>
    public PlotColor Color { get; init; } = PlotColor.Black;

    /// <summary>Shape of the markers.</summary>
    /// <value>Default: <see cref="MarkerShape.Disc"/>.</value>
    public MarkerShape Marker { get; init; }

    /// <summary>Diameter of the markers in pixels.</summary>
    /// <value>Default: 7.</value>
    public double MarkerSize { get; init; } = 7;

    /// <summary>Points at the middle of bins.</summary>
    /// <param name="edges">Increasing bin edges. Shape [bin + 1].</param>
    /// <param name="y">Values. Shape [bin].</param>
    /// <returns>Points without bars; set <see cref="Down"/> and <see cref="Up"/> with <c>with</c>.</returns>
    public static DataPoints InBins(IReadOnlyList<double> edges, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(edges);
        double[] middle = new double[Math.Max(0, edges.Count - 1)];
        for (int i = 0; i < middle.Length; i++)
            middle[i] = (edges[i] / 2) + (edges[i + 1] / 2);
        return new DataPoints(middle, y);
    }

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, Swatch);
        }
    }

    internal override void Check(DataCheck check)
    {
        check.SameLength(Y, nameof(Y), X, nameof(X));
        check.Horizontal(X, nameof(X));
        check.VerticalFromFloor(Y, nameof(Y));
        foreach ((IReadOnlyList<double>? bars, string name) in new[] { (Down, nameof(Down)), (Up, nameof(Up)), (Left, nameof(Left)), (Right, nameof(Right)) })
        {
            check.SameLength(bars, name, X, nameof(X));
            if (bars is not null)
                check.NotNegative(bars, name);
        }
    }

    internal override void Measure(DataExtent extent)
    {
        for (int i = 0; i < X.Count; i++)
        {
            extent.X.Add(X[i] - Bar(Left, null, i));
            extent.X.Add(X[i] + Bar(Right, Left, i));
            extent.Y.AddEnd(Y[i] - Bar(Down, null, i));
            extent.Y.Add(Y[i]);
            extent.Y.AddEnd(Y[i] + Bar(Up, Down, i));
        }
    }

    internal override void Draw(PanelPainter painter)
    {
        using var bars = new SKPath();
        for (int i = 0; i < X.Count; i++)
        {
            float x = painter.X(X[i]);
            float y = painter.Y(Y[i]);
            Segment(bars, x, painter.Y(Y[i] - Bar(Down, null, i)), x, painter.Y(Y[i] + Bar(Up, Down, i)));
            Segment(bars, painter.X(X[i] - Bar(Left, null, i)), y, painter.X(X[i] + Bar(Right, Left, i)), y);
        }

        if (!bars.IsEmpty)
            Pen.DrawPath(painter.Canvas, bars, Color, 1.5);
        for (int i = 0; i < X.Count; i++)
            Markers.Draw(painter.Canvas, Marker, painter.X(X[i]), painter.Y(Y[i]), (float)MarkerSize, Color);
    }

    private static double Bar(IReadOnlyList<double>? own, IReadOnlyList<double>? other, int i) => (own ?? other)?[i] ?? 0;

    private static void Segment(SKPath path, float x0, float y0, float x1, float y1)
    {
        if (x0 == x1 && y0 == y1)
            return;
        path.MoveTo(x0, y0);
        path.LineTo(x1, y1);
    }

    private void Swatch(SKCanvas canvas, SKRect box)
    {
        if (Up is not null || Down is not null)
            Pen.DrawLine(canvas, box.MidX, box.Top - 2, box.MidX, box.Bottom + 2, Color, 1.5);
        if (Left is not null || Right is not null)
            Pen.DrawLine(canvas, box.Left, box.MidY, box.Right, box.MidY, Color, 1.5);
        Markers.Draw(canvas, Marker, box.MidX, box.MidY, (float)MarkerSize, Color);
    }
}
