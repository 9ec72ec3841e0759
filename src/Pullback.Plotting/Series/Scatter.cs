using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A cloud of events, one dot each.</summary>
/// <remarks><para>Large samples are thinned without chance: the frame is divided into cells, and only the first event of a cell is drawn. Cells
/// have a quarter of a dot's size, and grow until at most <see cref="MostDots"/> remain.</para></remarks>
/// <param name="X">Horizontal positions. Shape [event].</param>
/// <param name="Y">Vertical positions. Shape [event].</param>
public sealed record Scatter(IReadOnlyList<double> X, IReadOnlyList<double> Y) : PlotSeries
{
    /// <summary>The largest number of dots that are drawn.</summary>
    public const int MostDots = 6000;

    /// <summary>Color of the dots.</summary>
    /// <value>Default: <see cref="Palette.Blue"/>.</value>
    public PlotColor Color { get; init; } = Palette.Blue;

    /// <summary>Diameter of the dots in pixels.</summary>
    /// <value>Default: 3.5.</value>
    public double DotSize { get; init; } = 3.5;

    /// <summary>Whether each dot has a thin white rim, so that it stands out on a map.</summary>
    /// <value>Default: false.</value>
    public bool Rim { get; init; }

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
        check.Vertical(Y, nameof(Y));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(X);
        extent.Y.Add(Y);
    }

    internal override void Draw(PanelPainter painter)
    {
        List<SKPoint> dots = Thin(painter);
        if (Rim)
            Dots(painter.Canvas, dots, PlotColor.White, DotSize + 1.6);
        Dots(painter.Canvas, dots, Color, DotSize);
    }

    /// <summary>Positions of the dots that are drawn, in the order of the events.</summary>
    internal List<SKPoint> Thin(PanelPainter painter)
    {
        float cell = (float)DotSize / 4;
        while (true)
        {
            var dots = new List<SKPoint>();
            var taken = new HashSet<(int, int)>();
            for (int i = 0; i < X.Count; i++)
            {
                float x = painter.X(X[i]);
                float y = painter.Y(Y[i]);
                if (painter.Frame.Contains(x, y) && taken.Add(((int)MathF.Floor(x / cell), (int)MathF.Floor(y / cell))))
                    dots.Add(new SKPoint(x, y));
            }

            if (dots.Count <= MostDots)
                return dots;
            cell *= 1.25f;
        }
    }

    /// <summary>Lines of no length with round ends: the shortest form of a dot in every format.</summary>
    private static void Dots(SKCanvas canvas, List<SKPoint> dots, PlotColor color, double size)
    {
        if (dots.Count == 0)
            return;
        using var path = new SKPath();
        foreach (SKPoint dot in dots)
        {
            path.MoveTo(dot);
            path.LineTo(dot);
        }

        using SKPaint paint = Pen.Stroke(color, size);
        paint.StrokeCap = SKStrokeCap.Round;
        canvas.DrawPath(path, paint);
    }

    private void Swatch(SKCanvas canvas, SKRect box)
    {
        var middle = new SKPoint(box.MidX, box.MidY);
        if (Rim)
            Dots(canvas, [middle], PlotColor.White, DotSize + 4.6);
        Dots(canvas, [middle], Color, DotSize + 3);
    }
}
