using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>The stacked score of the backgrounds, the signals as scaled lines, and the boundaries of the categories.</summary>
public static class ScoreHistogramFigure
{
    /// <summary>One panel with the legend above it.</summary>
    /// <param name="histogram">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no process, arrays differ in length, a number is not finite, or a scale is not positive.</exception>
    public static Figure Create(ScoreHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        FigureInput.Finite(histogram.Boundaries, "the boundaries");
        var stack = new ProcessStack(histogram.Edges, histogram.Backgrounds, histogram.Signals, histogram.VerticalScale);
        Figure stacked = StackedYieldsFigure.Create(new StackedYields(histogram.Edges, stack.Backgrounds, null)
        {
            BackgroundUncertainty = histogram.BackgroundUncertainty,
            Data = histogram.Data,
            Horizontal = new Axis(histogram.Score),
            VerticalLabel = histogram.VerticalLabel,
            VerticalScale = histogram.VerticalScale,
            Notes = stack.Notes,
        });
        Panel panel = stacked.Panels[0];
        IEnumerable<PlotSeries> boundaries = histogram.Boundaries.Select((value, i) => ReferenceLine.Vertical(value) with
        {
            Label = i == 0 ? "Category boundary" : null,
            Color = PlotColor.Black,
            LineWidth = 1.4,
        });
        return stacked with
        {
            Panels = [panel with { Series = [.. panel.Series, .. boundaries, .. stack.Lines], Legend = LegendPlacement.Above, Title = histogram.Title }],
            Description = $"{histogram.VerticalLabel} against {histogram.Score}: stacked backgrounds, scaled signals and category boundaries",
        };
    }
}
