using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard;

/// <summary>Contours of <c>−2 Δln L</c> in the plane of two parameters, with the best fit.</summary>
public static class ContourFigure
{
    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dashed, LineStyle.DashDotted, LineStyle.Dotted];

    /// <summary>One panel with all lines; each level has a pattern and its share of probability in the legend.</summary>
    /// <param name="contours">The contours.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no line, a line has no points, numbers of values differ or are not finite, or a level is not positive.</exception>
    public static Figure Create(LikelihoodContours contours)
    {
        ArgumentNullException.ThrowIfNull(contours);
        Check(contours);
        var series = new List<PlotSeries>();
        double[] levels = [.. contours.Lines.Select(line => line.Level).Distinct().Order()];
        for (int i = 0; i < levels.Length; i++)
        {
            bool first = true;
            foreach (ContourLine line in contours.Lines.Where(line => line.Level == levels[i]))
            {
                series.Add(new Curve(line.X, line.Y) { Color = Palette.At(i == 0 ? 0 : i + 1), LineWidth = 2.2, Style = Styles[i % Styles.Length], Label = first ? Share(levels[i]) : null });
                first = false;
            }
        }

        if (contours.BestFit is var (x, y))
            series.Add(new DataPoints([x], [y]) { Marker = MarkerShape.Cross, MarkerSize = 13, Label = "Best fit" });
        if (contours.Reference is var (referenceX, referenceY))
            series.Add(new DataPoints([referenceX], [referenceY]) { Marker = MarkerShape.Diamond, MarkerSize = 10, Color = Palette.Red, Label = contours.ReferenceLabel });
        return new Figure(new Panel(new Axis(contours.XLabel), new Axis(contours.YLabel), [.. series]) { Notes = contours.Notes })
        {
            Width = 580,
            Height = 540,
            Description = $"Contours of the likelihood in the plane of {contours.XLabel} and {contours.YLabel}",
        };
    }

    private static void Check(LikelihoodContours contours)
    {
        if (contours.Lines.Count == 0)
            throw new FigureException("There are no contour lines; the figure needs at least one. A grid gives none if its values do not cross the levels: widen it.");
        for (int i = 0; i < contours.Lines.Count; i++)
        {
            ContourLine line = contours.Lines[i];
            string where = $"contour line {(i + 1).ToString(CultureInfo.InvariantCulture)}";
            if (!double.IsFinite(line.Level) || line.Level <= 0)
                throw new FigureException($"{where}: the level is {Rendering.DataCheck.Number(line.Level)}, but must be positive.");
            FigureInput.SameCount(line.Y.Count, $"{where}: Y", line.X.Count, "X");
            if (line.X.Count < 2)
                throw new FigureException($"{where} has {line.X.Count} points, but a line needs two at least.");
            FigureInput.Finite(line.X, $"{where}: X");
            FigureInput.Finite(line.Y, $"{where}: Y");
        }

        foreach (((double X, double Y)? point, string name) in new[] { (contours.BestFit, "the best fit"), (contours.Reference, "the reference point") })
        {
            if (point is var (x, y))
                FigureInput.Finite([x, y], name);
        }
    }

    /// <summary>Probability within a level for two parameters, <c>1 − exp(−level/2)</c>.</summary>
    private static string Share(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * (1 - Math.Exp(-level / 2)):F1} % CL");
}
