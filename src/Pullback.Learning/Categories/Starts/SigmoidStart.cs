using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Parameters of sigmoid categories whose boundaries follow the ratio of signal to background along each score.</summary>
internal static class SigmoidStart
{
    private const double SmallestIncrement = 1e-6;

    /// <summary>The parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cells">For each score, cells along it.</param>
    /// <param name="random">Moves the boundaries; null leaves them at the quantiles.</param>
    /// <returns>Shape [parameter].</returns>
    public static double[] Of(SigmoidModel model, IReadOnlyList<ScoreCell>[] cells, RandomStream? random)
    {
        SigmoidLayout layout = model.Layout;
        double[] parameters = new double[model.ParameterCount];
        for (int v = 0; v < layout.Bins.Length; v++)
        {
            ScoreRange range = layout.Ranges[v];
            double[] cuts = Cuts(cells[v], layout.Bins[v], random);
            double[] increments = new double[cuts.Length + 1];
            double last = 0;
            for (int i = 0; i <= cuts.Length; i++)
            {
                double at = i < cuts.Length ? Math.Clamp((cuts[i] - range.Lower) / range.Width, 0, 1) : 1;
                increments[i] = Math.Max(at - last, SmallestIncrement);
                last = Math.Max(at, last);
            }

            for (int i = 0; i < cuts.Length; i++) parameters[layout.FirstCut[v] + i] = Math.Log(increments[i] / increments[^1]);
        }

        if (layout.TrainsSteepness) layout.Steepness.CopyTo(parameters, layout.CutCount);
        return parameters;
    }

    // Cuts at equal shares of Σ (B φ''(r))^(1/3) |dr| along the score, as for the groups of a mixture.
    private static double[] Cuts(IReadOnlyList<ScoreCell> cells, int bins, RandomStream? random)
    {
        ScoreCell[] sorted = [.. cells.OrderBy(cell => cell.Mean[0])];
        double[] ratios = RatioClusters.Ratios(sorted);
        double[] cumulative = RatioClusters.Cumulative(sorted, ratios, [.. Enumerable.Range(0, sorted.Length)]);
        double[] shares = [.. Enumerable.Range(1, bins - 1).Select(i => (i + (random is { } stream ? stream.Uniform(-0.5, 0.5) : 0)) / bins)];
        double[] cuts = new double[bins - 1];
        int at = 0;
        for (int i = 0; i < cuts.Length; i++)
        {
            while (at < sorted.Length - 2 && cumulative[at + 1] < shares[i] * cumulative[^1]) at++;
            cuts[i] = sorted.Length < 2 ? sorted[0].Mean[0] : 0.5 * (sorted[at].Mean[0] + sorted[at + 1].Mean[0]);
        }

        return cuts;
    }
}
