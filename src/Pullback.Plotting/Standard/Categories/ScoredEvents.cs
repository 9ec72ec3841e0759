namespace Pullback.Plotting.Standard.Categories;

/// <summary>Scores and weights of a process's events.</summary>
/// <param name="Label">Name of the process.</param>
/// <param name="Scores">Score of each event. Shape [event].</param>
/// <param name="Weights">Weight of each event, possibly negative; null for one each. Shape [event].</param>
public sealed record ScoredEvents(string Label, IReadOnlyList<double> Scores, IReadOnlyList<double>? Weights = null)
{
    /// <summary>Sums of weights in bins.</summary>
    /// <param name="edges">Increasing bin edges.</param>
    /// <param name="squares">To which squared weights are added; null for none.</param>
    internal double[] Fill(IReadOnlyList<double> edges, double[]? squares)
    {
        if (Weights is not null)
        {
            FigureInput.SameCount(Weights.Count, $"'{Label}': Weights", Scores.Count, "Scores");
            FigureInput.Finite(Weights, $"'{Label}': Weights");
        }

        FigureInput.Finite(Scores, $"'{Label}': Scores");
        double[] sorted = [.. edges];
        double[] sums = new double[sorted.Length - 1];
        for (int i = 0; i < Scores.Count; i++)
        {
            int found = Array.BinarySearch(sorted, Scores[i]);
            int bin = found < 0 ? ~found - 1 : Math.Min(found, sums.Length - 1);
            if (bin < 0 || bin >= sums.Length)
                continue;
            double weight = Weights?[i] ?? 1;
            sums[bin] += weight;
            squares?[bin] += weight * weight;
        }

        return sums;
    }
}
