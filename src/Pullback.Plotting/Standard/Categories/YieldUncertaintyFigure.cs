using System.Globalization;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Background yield against its relative uncertainty, one numbered point per category, with the limits that both should keep.</summary>
public static class YieldUncertaintyFigure
{
    /// <summary>One panel with a logarithmic yield; categories outside a limit are red diamonds.</summary>
    /// <param name="yields">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no category, numbers of values differ, or a value is not finite.</exception>
    public static Figure Create(YieldUncertainties yields)
    {
        ArgumentNullException.ThrowIfNull(yields);
        Check(yields);
        int count = yields.Yields.Count;
        IReadOnlyList<string> names = CategoryNames.Of(yields.Names, count);
        int[] shown = [.. Enumerable.Range(0, count).Where(i => yields.Yields[i] > 0)];
        double Relative(int i) => yields.Uncertainties[i] / yields.Yields[i];
        bool Kept(int i) => yields.Yields[i] >= (yields.LeastYield ?? 0) && Relative(i) <= (yields.MostRelativeUncertainty ?? double.PositiveInfinity);
        double top = 1.25 * shown.Select(Relative).Append(yields.MostRelativeUncertainty ?? 0).Max();
        var series = new List<PlotSeries>();
        if (yields.LeastYield is { } least)
            series.Add(ReferenceLine.Vertical(least) with { Label = string.Create(CultureInfo.InvariantCulture, $"Least yield {least:0.####}") });
        if (yields.MostRelativeUncertainty is { } most)
            series.Add(ReferenceLine.Horizontal(100 * most) with { Style = LineStyle.Dotted, LineWidth = 1.8, Label = string.Create(CultureInfo.InvariantCulture, $"Largest uncertainty {100 * most:0.##} %") });
        foreach ((bool kept, string label) in new[] { (true, "Within both"), (false, "Outside") })
        {
            int[] some = [.. shown.Where(i => Kept(i) == kept)];
            if (some.Length > 0)
            {
                series.Add(new DataPoints([.. some.Select(i => yields.Yields[i])], [.. some.Select(i => 100 * Relative(i))])
                {
                    Label = label,
                    Color = kept ? Palette.Blue : Palette.Red,
                    Marker = kept ? MarkerShape.Disc : MarkerShape.Diamond,
                    MarkerSize = 9,
                });
            }
        }

        double raise = 100 * 0.035 * (top > 0 ? top : 1);
        series.Add(new TextLabels([.. shown.Select(i => yields.Yields[i])], [.. shown.Select(i => (100 * Relative(i)) + raise)], [.. shown.Select(i => names[i])]) { Size = 13 });
        string[] empty = [.. Enumerable.Range(0, count).Except(shown).Select(i => names[i])];
        return new Figure(new Panel(
            Axis.Logarithmic(yields.HorizontalLabel),
            new Axis("Relative uncertainty [%]") { Minimum = 0, Maximum = top > 0 ? 100 * top : 100 },
            [.. series])
        {
            Legend = LegendPlacement.Above,
            Notes = empty.Length == 0 ? [] : [$"Without yield: {string.Join(", ", empty)}"],
        })
        {
            Description = $"{yields.HorizontalLabel} of each category against its relative uncertainty",
        };
    }

    private static void Check(YieldUncertainties yields)
    {
        if (yields.Yields.Count == 0)
            throw new FigureException("There are no categories; the figure needs one at least.");
        FigureInput.SameCount(yields.Uncertainties.Count, "Uncertainties", yields.Yields.Count, "Yields");
        FigureInput.Finite(yields.Yields, "Yields");
        for (int i = 0; i < yields.Uncertainties.Count; i++)
            FigureInput.NotNegative(yields.Uncertainties[i], $"Uncertainties[{i}]");
        foreach ((double? limit, string what) in new[] { (yields.LeastYield, "the least yield"), (yields.MostRelativeUncertainty, "the largest relative uncertainty") })
        {
            if (limit is { } value && (!double.IsFinite(value) || value <= 0))
                throw new FigureException($"{what} is {DataCheck.Number(value)}, but must be positive.");
        }
    }
}
