using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Standard.Categories;

/// <summary>Boundaries between categories in one score against the epoch.</summary>
public static class BoundaryEvolutionFigure
{
    /// <summary>One panel with a line per boundary; lines break where the number of boundaries changes, since none is the continuation of another then.</summary>
    /// <param name="evolution">What to show.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="FigureException">There is no epoch, numbers of values differ, or a value is not finite or out of order.</exception>
    public static Figure Create(BoundaryEvolution evolution)
    {
        ArgumentNullException.ThrowIfNull(evolution);
        Check(evolution);
        var series = new List<PlotSeries>();
        for (int i = 0; i < evolution.Reference.Count; i++)
            series.Add(ReferenceLine.Horizontal(evolution.Reference[i]) with { Label = i == 0 ? evolution.ReferenceLabel : null, Color = PlotColor.Black });
        for (int start = 0; start < evolution.Epochs.Count;)
        {
            int count = evolution.Boundaries[start].Count;
            int end = start;
            while (end < evolution.Epochs.Count && evolution.Boundaries[end].Count == count)
                end++;
            int[] epochs = [.. Enumerable.Range(start, end - start)];
            for (int b = 0; b < count; b++)
            {
                series.Add(new Curve([.. epochs.Select(epoch => evolution.Epochs[epoch])], [.. epochs.Select(epoch => evolution.Boundaries[epoch][b])])
                {
                    Color = CategoryColors.At(b),
                    LineWidth = 2.2,
                });
            }

            start = end;
        }

        bool none = evolution.Boundaries.All(boundaries => boundaries.Count == 0);
        bool single = evolution.Epochs.Count == 1;
        return new Figure(new Panel(
            new Axis("Epoch") { WholeNumbers = true, Minimum = single ? evolution.Epochs[0] - 1 : evolution.Epochs[0], Maximum = single ? evolution.Epochs[0] + 1 : evolution.Epochs[^1] },
            new Axis(evolution.Score) { Minimum = evolution.Range?.From, Maximum = evolution.Range?.To },
            [.. series])
        {
            Legend = LegendPlacement.Above,
            Notes = none ? ["No boundaries: one category owns everything"] : [],
        })
        {
            Description = $"Boundaries of the categories in {evolution.Score} against the epoch",
        };
    }

    private static void Check(BoundaryEvolution evolution)
    {
        if (evolution.Epochs.Count == 0)
            throw new FigureException("There are no epochs; the figure needs one at least.");
        FigureInput.Increasing(evolution.Epochs, "the epochs");
        FigureInput.SameCount(evolution.Boundaries.Count, "the boundaries", evolution.Epochs.Count, "the epochs");
        for (int epoch = 0; epoch < evolution.Epochs.Count; epoch++)
        {
            IReadOnlyList<double> boundaries = evolution.Boundaries[epoch];
            FigureInput.Finite(boundaries, $"the boundaries of epoch {DataCheck.Number(evolution.Epochs[epoch])}");
            for (int i = 1; i < boundaries.Count; i++)
            {
                if (boundaries[i] < boundaries[i - 1])
                    throw new FigureException($"epoch {DataCheck.Number(evolution.Epochs[epoch])}: boundary {DataCheck.Number(boundaries[i])} follows {DataCheck.Number(boundaries[i - 1])}, but boundaries must be in order. Sort them.");
            }
        }

        FigureInput.Finite(evolution.Reference, $"the boundaries '{evolution.ReferenceLabel}'");
        if (evolution.Range is var (from, to) && !(double.IsFinite(from) && double.IsFinite(to) && from < to))
            throw new FigureException($"the range goes from {DataCheck.Number(from)} to {DataCheck.Number(to)}, but its ends must be finite and in order.");
    }
}
