using Pullback.Plotting.Figures;
using SkiaSharp;

namespace Pullback.Plotting.Rendering;

/// <summary>Maps data to pixels of one panel and draws there.</summary>
internal sealed class PanelPainter(SKCanvas canvas, SKRect frame, AxisSpan horizontal, AxisSpan vertical, TextPainter? text = null)
{
    /// <summary>Positions stay within this distance of the frame: single precision breaks down far outside.</summary>
    private const double Reach = 4000;

    public SKCanvas Canvas { get; } = canvas;

    public SKRect Frame { get; } = frame;

    /// <summary>Draws texts in the frame and remembers them.</summary>
    public TextPainter Text { get; } = text ?? new TextPainter(canvas);

    public AxisSpan Horizontal { get; } = horizontal;

    public AxisSpan Vertical { get; } = vertical;

    public float X(double value) =>
        (float)Math.Clamp(Frame.Left + (Horizontal.Fraction(value) * Frame.Width), Frame.Left - Reach, Frame.Right + Reach);

    public float Y(double value) =>
        (float)Math.Clamp(Frame.Bottom - (Vertical.Fraction(value) * Frame.Height), Frame.Top - Reach, Frame.Bottom + Reach);

    /// <summary>Where bars stand: zero, or the floor of a logarithmic axis.</summary>
    public float Floor => Vertical.Scale == AxisScale.Logarithmic ? Frame.Bottom + 20 : Y(0);

    /// <summary>The outline of bins from <paramref name="lower"/> to <paramref name="upper"/>, closed.</summary>
    public SKPath BinArea(IReadOnlyList<double> edges, IReadOnlyList<double>? lower, IReadOnlyList<double> upper)
    {
        var path = new SKPath();
        int n = upper.Count;
        float Low(int i) => lower is null ? Floor : Math.Min(Y(lower[i]), Frame.Bottom + 20);
        path.MoveTo(X(edges[0]), Low(0));
        for (int i = 0; i < n; i++)
        {
            path.LineTo(X(edges[i]), Y(upper[i]));
            path.LineTo(X(edges[i + 1]), Y(upper[i]));
        }

        path.LineTo(X(edges[n]), Low(n - 1));
        for (int i = n - 1; lower is not null && i >= 0; i--)
        {
            path.LineTo(X(edges[i + 1]), Low(i));
            path.LineTo(X(edges[i]), Low(i));
        }

        path.Close();
        return path;
    }

    /// <summary>The steps of a histogram, with or without the falls to the floor at both ends.</summary>
    public SKPath Steps(IReadOnlyList<double> edges, IReadOnlyList<double> counts, bool toFloor)
    {
        var path = new SKPath();
        if (toFloor)
            path.MoveTo(X(edges[0]), Floor);
        for (int i = 0; i < counts.Count; i++)
        {
            float y = Y(counts[i]);
            if (i == 0 && !toFloor)
                path.MoveTo(X(edges[0]), y);
            else
                path.LineTo(X(edges[i]), y);
            path.LineTo(X(edges[i + 1]), y);
        }

        if (toFloor)
            path.LineTo(X(edges[^1]), Floor);
        return path;
    }

    /// <summary>A line through points.</summary>
    public SKPath Line(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var path = new SKPath();
        for (int i = 0; i < x.Count; i++)
        {
            if (i == 0)
                path.MoveTo(X(x[i]), Y(y[i]));
            else
                path.LineTo(X(x[i]), Y(y[i]));
        }

        return path;
    }
}
