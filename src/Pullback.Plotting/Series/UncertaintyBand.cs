using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using SkiaSharp;

namespace Pullback.Plotting.Series;

/// <summary>A hatched band over bins: the uncertainty of a prediction, as collaborations publish it.</summary>
/// <param name="Edges">Increasing bin edges. Shape [bin + 1].</param>
/// <param name="Lower">Lower end per bin. Shape [bin].</param>
/// <param name="Upper">Upper end per bin, not below the lower one. Shape [bin].</param>
public sealed record UncertaintyBand(IReadOnlyList<double> Edges, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : PlotSeries
{
    /// <summary>Color of the hatch lines.</summary>
    /// <value>Default: dark gray.</value>
    public PlotColor Color { get; init; } = new(60, 60, 60);

    /// <summary>A band of half-width <paramref name="uncertainty"/> around <paramref name="counts"/>; a lower end below zero is cut off.</summary>
    /// <param name="edges">Increasing bin edges. Shape [bin + 1].</param>
    /// <param name="counts">Centers. Shape [bin].</param>
    /// <param name="uncertainty">Half-widths, zero or more. Shape [bin].</param>
    /// <returns>The band, named "Uncertainty".</returns>
    /// <exception cref="FigureException">Counts and uncertainties differ in number, or an uncertainty is negative or not finite.</exception>
    public static UncertaintyBand Around(IReadOnlyList<double> edges, IReadOnlyList<double> counts, IReadOnlyList<double> uncertainty)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(uncertainty);
        var check = new DataCheck("uncertainty band", "'Uncertainty'", new Axis(), new Axis());
        check.SameLength(uncertainty, "uncertainty", counts, "counts");
        check.Finite(counts, "counts");
        check.NotNegative(uncertainty, "uncertainty");
        double[] lower = [.. counts.Zip(uncertainty, (n, u) => n >= 0 ? Math.Max(0, n - u) : n - u)];
        double[] upper = [.. counts.Zip(uncertainty, (n, u) => n + u)];
        return new UncertaintyBand(edges, lower, upper) { Label = "Uncertainty" };
    }

    internal override IEnumerable<LegendEntry> LegendEntries
    {
        get
        {
            if (Label is not null)
                yield return new LegendEntry(Label, (canvas, box) => Swatches.Hatched(canvas, box, Color));
        }
    }

    internal override void Check(DataCheck check)
    {
        check.Edges(Edges, nameof(Edges), Lower, nameof(Lower));
        check.SameLength(Upper, nameof(Upper), Lower, nameof(Lower));
        check.VerticalFromFloor(Lower, nameof(Lower));
        check.VerticalFromFloor(Upper, nameof(Upper));
        check.Ordered(Lower, nameof(Lower), Upper, nameof(Upper));
    }

    internal override void Measure(DataExtent extent)
    {
        extent.X.Add(Edges);
        extent.Y.Add(Upper);
        foreach (double end in Lower)
            extent.Y.AddEnd(end);
        extent.BinsHorizontal = true;
    }

    internal override void Draw(PanelPainter painter)
    {
        // One area per bin, so that neither bins of zero width in y nor jumps between bins connect to each other.
        using var area = new SKPath();
        for (int i = 0; i < Lower.Count; i++)
        {
            float top = painter.Y(Upper[i]);
            float bottom = Math.Min(painter.Y(Lower[i]), painter.Frame.Bottom + 20);
            if (bottom > top)
                area.AddRect(new SKRect(painter.X(Edges[i]), top, painter.X(Edges[i + 1]), bottom));
        }

        Pen.Hatch(painter.Canvas, area, painter.Frame, Color);
    }
}
