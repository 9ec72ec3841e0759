namespace Pullback.Learning.Categories.Starts;

/// <summary>Cells that start as one category.</summary>
/// <param name="Share">Their share of the events.</param>
/// <param name="Mean">The mean score. Shape [dimension].</param>
/// <param name="Covariance">The covariance of the scores. Shape [dimension, dimension].</param>
internal sealed record ScoreGroup(double Share, double[] Mean, double[] Covariance)
{
    /// <summary>The groups of cells, ordered by their first score.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="assignment">The group of every cell. Shape [cell].</param>
    /// <param name="count">The number of groups.</param>
    public static IReadOnlyList<ScoreGroup> Of(IReadOnlyList<ScoreCell> cells, int[] assignment, int count)
    {
        FillEmpty(cells, assignment, count);
        double total = cells.Sum(cell => (double)cell.Events);
        return [.. Enumerable.Range(0, count).Select(group => One([.. cells.Where((_, c) => assignment[c] == group)], cells, total)).OrderBy(group => group.Mean[0])];
    }

    // Where there are fewer ratios than groups, the groups of most cells are cut in two.
    private static void FillEmpty(IReadOnlyList<ScoreCell> cells, int[] assignment, int count)
    {
        int[] sizes = new int[count];
        foreach (int group in assignment) sizes[group]++;
        for (int group = 0; group < count; group++)
        {
            if (sizes[group] > 0) continue;
            int largest = Array.IndexOf(sizes, sizes.Max());
            if (sizes[largest] < 2) return;
            int[] members = [.. Enumerable.Range(0, cells.Count).Where(c => assignment[c] == largest).OrderBy(c => cells[c].Mean[0])];
            foreach (int c in members.Skip(members.Length / 2)) assignment[c] = group;
            sizes[group] = members.Length - (members.Length / 2);
            sizes[largest] = members.Length / 2;
        }
    }

    private static ScoreGroup One(IReadOnlyList<ScoreCell> own, IReadOnlyList<ScoreCell> all, double total)
    {
        // A group that stays empty, for lack of cells, lies over all of them.
        IReadOnlyList<ScoreCell> members = own.Count > 0 ? own : all;
        int dimensions = members[0].Mean.Length;
        double events = members.Sum(cell => (double)cell.Events);
        double[] mean = new double[dimensions];
        double[] covariance = new double[dimensions * dimensions];
        foreach (ScoreCell cell in members)
        {
            for (int d = 0; d < dimensions; d++) mean[d] += cell.Events / events * cell.Mean[d];
        }

        foreach (ScoreCell cell in members)
        {
            for (int a = 0; a < dimensions; a++)
            {
                for (int b = 0; b < dimensions; b++)
                {
                    int ab = (a * dimensions) + b;
                    covariance[ab] += cell.Events / events * (cell.Covariance[ab] + ((cell.Mean[a] - mean[a]) * (cell.Mean[b] - mean[b])));
                }
            }
        }

        return new ScoreGroup(own.Count > 0 ? events / total : 1 / total, mean, covariance);
    }
}
