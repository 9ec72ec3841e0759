using System.Globalization;
using Pullback.Cli.Output;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Observables;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Cli.Observables.Pictures;

/// <summary>The histogram that the fit sees: stacked backgrounds with the uncertainty of their sum, and the signal on top.</summary>
internal static class YieldPicture
{
    /// <summary>The picture.</summary>
    /// <param name="metrics">The yields, and the results that the legend names.</param>
    /// <param name="model">The structure of the likelihood.</param>
    /// <param name="definition">What the observable is.</param>
    /// <param name="edges">The bin edges, which training may have moved.</param>
    public static Picture Of(ObservableMetrics metrics, TemplateModel model, ObservableDefinition definition, double[] edges)
    {
        double[] templates = [.. metrics.Templates];
        double[] Slice(TemplateSlice slice) => slice.Of((ReadOnlySpan<double>)templates).ToArray();
        IReadOnlyList<string> backgrounds = model.Options.Backgrounds;
        var yields = new StackedYields(
            Edges(definition, edges),
            [.. backgrounds.Select(name => new ProcessYields(ProcessTitle.Of(name), Slice(model.Layout.Background(name))))],
            new ProcessYields(ProcessTitle.Of(TemplateModelOptions.Signal), Slice(model.Layout.Signal)))
        {
            BackgroundUncertainty = Uncertainty(model, Slice),
            Horizontal = Horizontal(definition),
            VerticalLabel = "Expected events",
            Notes =
            [
                string.Create(CultureInfo.InvariantCulture, $"CLs(μ = {definition.Objective.Poi:R}) = {metrics.Cls:G3}"),
                string.Create(CultureInfo.InvariantCulture, $"Z = {metrics.DiscoverySignificance:F2},  σ(μ) = {metrics.PoiUncertainty:F3}"),
            ],
        };
        return new Picture(
            "histogram",
            StackedYieldsFigure.Create(yields),
            "The final bins: expected backgrounds, stacked, with the uncertainty of their sum (hatched: their own uncertainty and half the span of each variation, added in quadrature), and the signal at μ = 1 on top.");
    }

    /// <summary>The picture of plain counts.</summary>
    /// <param name="counts">Shape [bin].</param>
    /// <param name="definition">What the observable is.</param>
    /// <param name="edges">The bin edges.</param>
    public static Picture OfCounts(double[] counts, ObservableDefinition definition, double[] edges)
    {
        var histogram = new Histogram(Edges(definition, edges), counts) { Filled = true };
        return new Picture("histogram", new Figure(new Panel(Horizontal(definition), new Axis("Events"), histogram)), "The events in the bins of the observable.");
    }

    // The bins of a softmax have no places, only numbers.
    private static double[] Edges(ObservableDefinition definition, double[] edges) =>
        definition.Summary is SoftmaxSummaryOptions ? [.. Enumerable.Range(0, edges.Length).Select(i => (double)i)] : edges;

    private static Axis Horizontal(ObservableDefinition definition) => definition.Summary is SoftmaxSummaryOptions
        ? new Axis("Bin") { Categories = [.. Enumerable.Range(1, definition.Summary.BinCount).Select(i => i.ToString(CultureInfo.InvariantCulture))] }
        : new Axis("Network output");

    private static double[]? Uncertainty(TemplateModel model, Func<TemplateSlice, double[]> slice)
    {
        TemplateModelOptions options = model.Options;
        if (options.Uncertainty.Mode == GammaMode.None && options.Variations.Count == 0) return null;
        double[] squares = new double[options.Bins];
        if (options.Uncertainty.Mode != GammaMode.None) AddSquares(squares, slice(model.Layout.Uncertainty));
        foreach (TemplateVariation variation in options.Variations)
        {
            // One parameter moves all its processes together, so their shifts add before the square.
            double[] shift = new double[options.Bins];
            foreach (string process in variation.Processes.Where(p => p != TemplateModelOptions.Signal))
            {
                (TemplateSlice up, TemplateSlice down) = model.Layout.Variation(variation.Name, process);
                double[] high = slice(up);
                double[] low = slice(down);
                for (int bin = 0; bin < shift.Length; bin++) shift[bin] += 0.5 * (high[bin] - low[bin]);
            }

            AddSquares(squares, shift);
        }

        return Array.ConvertAll(squares, Math.Sqrt);
    }

    private static void AddSquares(double[] sums, double[] values)
    {
        for (int i = 0; i < sums.Length; i++) sums[i] += values[i] * values[i];
    }
}
