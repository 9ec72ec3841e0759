using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Stacked yields per category with the signals as scaled lines, and the significance of each category.</summary>
public static class CategoryYieldsFigure
{
    /// <summary>The yields and, if significances are given, a panel with them below.</summary>
    /// <param name="yields">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no process or category, arrays differ in length, or a number is not finite.</exception>
    public static Figure Create(CategoryYields yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        int count = yields.Backgrounds.Select(process => process.Yields.Count).Concat(yields.Signals.Select(signal => signal.Yields.Count)).FirstOrDefault();
        double[] edges = [.. Enumerable.Range(0, count + 1).Select(i => (double)i)];
        var stack = new ProcessStack(edges, yields.Backgrounds, yields.Signals, yields.VerticalScale);
        var horizontal = new Axis("Category") { Categories = CategoryNames.Of(yields.Names, count) };
        Figure stacked = StackedYieldsFigure.Create(new StackedYields(edges, stack.Backgrounds, null)
        {
            BackgroundUncertainty = yields.BackgroundUncertainty,
            Horizontal = horizontal,
            VerticalLabel = yields.VerticalLabel,
            VerticalScale = yields.VerticalScale,
            Notes = [.. yields.Notes, .. stack.Notes],
        });
        Panel main = stacked.Panels[0] with { Series = [.. stacked.Panels[0].Series, .. stack.Lines] };
        Figure figure = stacked with { Panels = [main], Description = $"{yields.VerticalLabel} in {count} categories: stacked backgrounds and scaled signals" };
        return yields.Significances.Count == 0 ? figure : figure with { Panels = [main, SignificancePanel(yields, edges, horizontal)], Height = 580 };
    }

    private static Panel SignificancePanel(CategoryYields yields, double[] edges, Axis horizontal)
    {
        FigureInput.SameCount(yields.Significances.Count, "the significances", yields.Signals.Count, "the signals");
        for (int s = 0; s < yields.Signals.Count; s++)
        {
            FigureInput.SameCount(yields.Significances[s].Count, $"the significance of '{yields.Signals[s].Label}'", edges.Length - 1, "the categories");
            FigureInput.Finite(yields.Significances[s], $"the significance of '{yields.Signals[s].Label}'");
        }

        return new Panel(
            horizontal,
            new Axis("Z"),
            [.. yields.Significances.Select((values, s) => new Histogram(edges, values) { Color = ProcessStack.LineColor(s), Style = ProcessStack.LineStyleOf(s), LineWidth = 2.4 })])
        {
            HeightShare = 0.36,
            Legend = LegendPlacement.None,
        };
    }
}
