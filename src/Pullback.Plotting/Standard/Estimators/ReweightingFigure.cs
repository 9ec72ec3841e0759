using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Estimators;

/// <summary>The closure of reweighting by a ratio: densities of an observable, and reweighted over target below.</summary>
public static class ReweightingFigure
{
    /// <summary>Two panels: densities (contents over widths) with uncertainties, and the ratio to the target.</summary>
    /// <param name="observable">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">Numbers of values differ, edges do not increase, or a value is not finite or negative where it must not be.</exception>
    public static Figure Create(ReweightedObservable observable)
    {
        ArgumentNullException.ThrowIfNull(observable);
        Check(observable);
        IReadOnlyList<double> edges = observable.Edges;
        double[] Density(IReadOnlyList<double> contents) => [.. contents.Select((content, b) => content / (edges[b + 1] - edges[b]))];
        double[] target = Density(observable.Target);
        int[] filled = [.. Enumerable.Range(0, target.Length).Where(b => observable.Target[b] > 0)];
        double[] middle = [.. filled.Select(b => 0.5 * (edges[b] + edges[b + 1]))];
        var main = new Panel(
            new Axis(observable.Label),
            new Axis("Density"),
            new Histogram(edges, Density(observable.Original)) { Color = Palette.Gray, Style = LineStyle.Dashed, Label = "Denominator" },
            new Histogram(edges, target) { Color = Palette.Blue, Label = "Numerator" },
            DataPoints.InBins(edges, Density(observable.Reweighted)) with { Down = Density(observable.ReweightedUncertainties), Label = "Denominator × r" })
        {
            Notes = observable.Notes,
        };
        double[] relative = [.. observable.TargetUncertainties.Zip(observable.Target, (u, t) => t > 0 ? u / t : 0)];
        var ratio = new Panel(
            new Axis(observable.Label),
            new Axis("Reweighted / num."),
            UncertaintyBand.Around(edges, [.. target.Select(_ => 1.0)], relative),
            ReferenceLine.Horizontal(1),
            new DataPoints(middle, [.. filled.Select(b => observable.Reweighted[b] / observable.Target[b])]) { Down = [.. filled.Select(b => observable.ReweightedUncertainties[b] / observable.Target[b])] })
        {
            HeightShare = 0.36,
            Legend = LegendPlacement.None,
        };
        return new Figure(main, ratio) { Height = 580, Description = $"{observable.Label}: numerator, and denominator with and without weights" };
    }

    private static void Check(ReweightedObservable observable)
    {
        string what = $"observable '{observable.Label}'";
        FigureInput.Increasing(observable.Edges, $"{what}: Edges");
        foreach ((IReadOnlyList<double> values, string name, bool uncertainty) in new[]
        {
            (observable.Target, "Target", false), (observable.Reweighted, "Reweighted", false), (observable.Original, "Original", false),
            (observable.TargetUncertainties, "TargetUncertainties", true), (observable.ReweightedUncertainties, "ReweightedUncertainties", true),
        })
        {
            FigureInput.SameCount(values.Count + 1, $"{what}: {name} with one more", observable.Edges.Count, "Edges");
            for (int b = 0; b < values.Count; b++)
            {
                if (uncertainty) FigureInput.NotNegative(values[b], $"{what}: {name}[{b}]");
                else FigureInput.Finite(values[b], $"{what}: {name}[{b}]");
            }
        }
    }
}
