using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Curves of categories over the intervals that they own.</summary>
internal static class CategoryCurvePanel
{
    private const double Decades = 1e-6;

    public static Figure Figure(CategoryCurves curves, string verticalLabel, double? highest, string description)
    {
        Check(curves);
        bool logarithmic = curves.VerticalScale == AxisScale.Logarithmic;
        double most = curves.Curves.SelectMany(curve => curve).DefaultIfEmpty(0).Max();
        double top = highest ?? (most > 0 ? (logarithmic ? 2 : 1.08) * most : 1);
        double bottom = logarithmic ? top * Decades : 0;
        IReadOnlyList<string> names = CategoryNames.Legend(curves.Names, curves.Curves.Count);
        double low = curves.X[0];
        double high = curves.X[^1];
        var series = new List<PlotSeries>();
        for (int c = 0; c < names.Count; c++)
        {
            OwnedInterval[] owned = [.. curves.Owned.Where(interval => interval.Category == c && interval.From < high && interval.To > low)];
            if (owned.Length > 0)
            {
                series.Add(new Intervals([.. owned.Select(interval => Math.Max(interval.From, low))], [.. owned.Select(interval => Math.Min(interval.To, high))])
                {
                    Color = CategoryColors.At(c).Toward(PlotColor.White, 0.75),
                });
            }
        }

        for (int i = 0; i < curves.Boundaries.Count; i++)
            series.Add(ReferenceLine.Vertical(curves.Boundaries[i]) with { Label = i == 0 ? "Boundary" : null });
        for (int c = 0; c < names.Count; c++)
        {
            // Zero lies below the floor of a logarithmic axis; just under it is enough for a line that leaves the frame.
            IReadOnlyList<double> shown = logarithmic ? [.. curves.Curves[c].Select(value => Math.Max(value, bottom * 0.5))] : curves.Curves[c];
            series.Add(new Curve(curves.X, shown) { Label = names[c], Color = CategoryColors.At(c).Toward(PlotColor.Black, 0.25), Style = (LineStyle)(c / Palette.Count % 4), LineWidth = 2.2 });
        }

        bool single = low == high;
        return new Figure(new Panel(
            new Axis(curves.Score) { Minimum = single ? null : low, Maximum = single ? null : high },
            new Axis(curves.VerticalLabel ?? verticalLabel) { Scale = curves.VerticalScale, Minimum = bottom, Maximum = top },
            [.. series])
        {
            Legend = LegendPlacement.Above,
            Title = curves.Title,
        })
        {
            Description = description,
        };
    }

    private static void Check(CategoryCurves curves)
    {
        if (curves.Curves.Count == 0)
            throw new FigureException("There are no curves; the figure needs one category at least.");
        if (curves.X.Count == 0)
            throw new FigureException("There are no values of the score; a curve needs points.");
        FigureInput.Increasing(curves.X, "the score");
        for (int c = 0; c < curves.Curves.Count; c++)
        {
            FigureInput.SameCount(curves.Curves[c].Count, CategoryNames.Where(c), curves.X.Count, "the score");
            for (int i = 0; i < curves.X.Count; i++)
                FigureInput.NotNegative(curves.Curves[c][i], $"{CategoryNames.Where(c)}[{i}]");
        }

        FigureInput.Finite(curves.Boundaries, "the boundaries");
        foreach (OwnedInterval interval in curves.Owned)
        {
            if (interval.Category < 0 || interval.Category >= curves.Curves.Count)
                throw new FigureException($"an interval is owned by the category with index {interval.Category}, but there are {curves.Curves.Count} categories.");
            if (!(interval.From <= interval.To))
                throw new FigureException($"{CategoryNames.Where(interval.Category)} owns the interval from {DataCheck.Number(interval.From)} to {DataCheck.Number(interval.To)}, but its ends must be in order.");
        }

        if (curves.Highest is { } highest && (!double.IsFinite(highest) || highest <= 0))
            throw new FigureException($"the upper end of the vertical axis is {DataCheck.Number(highest)}, but must be positive.");
    }
}
