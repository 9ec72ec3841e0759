namespace Pullback.Learning.Categories.Exact;

/// <summary>The best categories of one score, found exactly: the n intervals with the largest significance of all partitions whose cuts lie on a grid.</summary>
/// <remarks>
/// <para>Maximises <c>Σ_l a_l Σ_k z²(S_lk, B_k + Σ_{m≠l} S_mk)</c> by dynamic programming over G cells, in n G²/2 steps. Sums over categories can be
/// maximised that way and nothing else can: with several signals that is a weighted sum of their squares, and not the geometric mean <c>√(Z₁Z₂)</c>.
/// A solution that is best for the geometric mean and best for any weighted sum is so for weights <c>a_l = 1/Z_l²</c>: repeat with those.</para>
/// <para>Edges: more categories are never worse, unless <see cref="CategoryConstraints"/> forbid them or the form jumps. Where several cuts are equally
/// good, as between events, the lowest is taken. Variations of processes are ignored. Results do not depend on the number of threads.</para>
/// <para>Alternatives: gradient training (<see cref="CategoryModel"/>) for several scores and for results that are not sums over categories.</para>
/// <para>Reference: [GatoHep2026] for the significance.</para>
/// </remarks>
public static class ExactCategories
{
    /// <summary>Finds the best categories for every number of them up to the one asked for.</summary>
    /// <param name="data">The events.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="ArgumentException">Options and events are not valid or do not fit, or no number of categories meets the constraints; the message lists every problem found.</exception>
    public static ExactResult Find(CategoryData data, ExactOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = options.Problems(data);
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        int score = options.Score is { } name ? data.ScoreNames.ToList().IndexOf(name) : 0;
        CellGrid grid = CellGrid.Of(data, score, options);
        double[] weights = [.. data.Signals.Select(s => options.SignalWeights is { } given ? given.GetValueOrDefault(s) : 1.0)];
        var values = new IntervalValues(CellSums.Of(data, score, grid, options), options, weights);
        IReadOnlyList<int[]> solutions = new CutSearch(values, options.Threads, cancellation).Solve(options.Categories);
        if (solutions.Count == 0) throw new ArgumentException(Impossible(values, options), nameof(options));
        return new ExactResult(data.ScoreNames[score], data.Signals, grid.Count, [.. solutions.Select(cuts => Solution(cuts, grid, values, weights))])
        {
            Constraints = options.Constraints.Describe(),
        };
    }

    private static ExactSolution Solution(int[] cuts, CellGrid grid, IntervalValues values, double[] weights)
    {
        int[] ends = [0, .. cuts, grid.Count];
        var categories = new ExactCategory[ends.Length - 1];
        for (int k = 0; k < categories.Length; k++)
        {
            double lower = k == 0 ? double.NegativeInfinity : grid.Edge(ends[k]);
            double upper = k == categories.Length - 1 ? double.PositiveInfinity : grid.Edge(ends[k + 1]);
            categories[k] = values.Category(ends[k], ends[k + 1], new CategoryInterval(lower, upper, k));
        }

        double[] squares = [.. Enumerable.Range(0, weights.Length).Select(l => categories.Sum(c => c.Significances[l] * c.Significances[l]))];
        return new ExactSolution([.. cuts.Select(grid.Edge)], categories, [.. squares.Select(Math.Sqrt)], squares.Select((z2, l) => weights[l] * z2).Sum());
    }

    private static string Impossible(IntervalValues values, ExactOptions options)
    {
        ExactCategory all = values.Category(0, values.Cells, new CategoryInterval(double.NegativeInfinity, double.PositiveInfinity, 0));
        return FormattableString.Invariant(
            $"No categories meet the constraints: each must have {options.Constraints.Describe()}, but all events together have {all.BackgroundEvents} background events, a background of {all.Background:R} and a relative uncertainty of {all.RelativeUncertainty:R}. Relax the constraints.");
    }
}
