using Pullback.Numerics.Random;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Groups cells by their ratios of signal to background so that the significance of the groups is as large as possible.</summary>
/// <remarks>
/// <para>The squared significance <c>F(S, B) = 2[(S + B) ln(1 + S/B) − S]</c> of a group is convex in its counts and grows in proportion to them, so each cell is best where
/// its own counts times the slope of F are largest; moving all cells there never lowers the sum. Signals count with the weight <c>1/Z_l²</c>, which is the slope of their
/// geometric mean. This is Lloyd's clustering with F as its divergence. Reference: [Banerjee2005].</para>
/// </remarks>
internal sealed class RatioClusters
{
    private const int MaximumRounds = 200;
    private const double Smallest = 1e-9;
    private readonly IReadOnlyList<ScoreCell> _cells;
    private readonly int _groups;
    private readonly int _signals;
    private readonly int[] _group;
    private readonly double[,] _slopes;
    private readonly double[,] _sums;
    private readonly double[] _squares;

    private RatioClusters(IReadOnlyList<ScoreCell> cells, int groups)
    {
        _cells = cells;
        _groups = groups;
        _signals = cells[0].Counts.Length - 1;
        _group = new int[cells.Count];
        _slopes = new double[groups, _signals + 1];
        _sums = new double[groups, _signals + 1];
        _squares = new double[_signals];
    }

    /// <summary>The group of every cell.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="random">Chooses the first groups; null takes the best groups of one signal, or quantiles of the ratio where there are more.</param>
    /// <returns>Shape [cell]; a group may be empty where there are fewer distinct ratios.</returns>
    public static int[] Group(IReadOnlyList<ScoreCell> cells, int groups, RandomStream? random)
    {
        var clusters = new RatioClusters(cells, groups);
        if (random is null && clusters._signals == 1)
        {
            clusters.Optimal();
            return clusters._group;
        }

        clusters.Quantiles();
        clusters.Improve();
        if (random is { } stream) clusters.Seed(stream);
        for (int round = 0; round < MaximumRounds && clusters.Improve(); round++)
        {
        }

        return clusters._group;
    }

    /// <summary>The ratio of every cell: the signals, each in units of its total, over the background in units of its total.</summary>
    public static double[] Ratios(IReadOnlyList<ScoreCell> cells)
    {
        double[] totals = Totals(cells);
        int signals = totals.Length - 1;
        return [.. cells.Select(cell =>
        {
            double ratio = 0;
            for (int s = 0; s < signals; s++) ratio += totals[s] > 0 ? cell.Counts[s] / totals[s] : 0;
            return ratio / Math.Max(cell.Counts[signals] / Math.Max(totals[signals], Smallest), Smallest);
        })];
    }

    /// <summary>
    /// <c>Σ (B φ''(r))^(1/3) |dr|</c> along the cells: equal shares of it are the cells of an optimal quantizer with many levels, for φ = F at B = 1, φ'' = 2/(1 + r).
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="ratios">Their ratios. Shape [cell].</param>
    /// <param name="order">The order of the cells. Shape [cell].</param>
    /// <returns>Shape [cell], in that order.</returns>
    public static double[] Cumulative(IReadOnlyList<ScoreCell> cells, double[] ratios, int[] order)
    {
        double[] totals = Totals(cells);
        int signals = totals.Length - 1;
        double signalToBackground = totals.Take(signals).Sum() / Math.Max(totals[signals], Smallest);
        double[] cumulative = new double[order.Length];
        for (int i = 1; i < order.Length; i++)
        {
            double step = Math.Abs(ratios[order[i]] - ratios[order[i - 1]]);
            double density = step > 0 ? cells[order[i]].Counts[signals] / step / (1 + (ratios[order[i]] * signalToBackground)) : 0;
            cumulative[i] = cumulative[i - 1] + (Math.Cbrt(density) * step);
        }

        return cumulative;
    }

    private static double[] Totals(IReadOnlyList<ScoreCell> cells)
    {
        double[] totals = new double[cells[0].Counts.Length];
        foreach (ScoreCell cell in cells)
        {
            for (int s = 0; s < totals.Length; s++) totals[s] += cell.Counts[s];
        }

        return totals;
    }

    // For one signal the best groups are contiguous in the ratio, so dynamic programming finds them.
    private void Optimal()
    {
        int[] order = [.. Enumerable.Range(0, _cells.Count)];
        Array.Sort(Ratios(_cells), order);
        int n = order.Length;
        double[] signal = new double[n + 1], background = new double[n + 1];
        for (int i = 0; i < n; i++)
        {
            signal[i + 1] = signal[i] + _cells[order[i]].Counts[0];
            background[i + 1] = background[i] + _cells[order[i]].Counts[1];
        }

        double Gain(int from, int to)
        {
            double s = signal[to] - signal[from], b = Math.Max(background[to] - background[from], Smallest);
            return 2 * (((s + b) * Math.Log(1 + (s / b))) - s);
        }

        int groups = Math.Min(_groups, n);
        double[] best = [.. Enumerable.Range(0, n + 1).Select(to => to == 0 ? 0 : Gain(0, to))];
        int[][] from = new int[groups][];
        from[0] = new int[n + 1];
        for (int g = 1; g < groups; g++)
        {
            double[] next = new double[n + 1];
            from[g] = new int[n + 1];
            Array.Fill(next, double.NegativeInfinity);
            for (int to = g + 1; to <= n; to++)
            {
                for (int at = g; at < to; at++)
                {
                    double value = best[at] + Gain(at, to);
                    if (value > next[to]) (next[to], from[g][to]) = (value, at);
                }
            }

            best = next;
        }

        for (int g = groups - 1, to = n; g >= 0; to = from[g][to], g--)
        {
            for (int i = from[g][to]; i < to; i++) _group[order[i]] = g;
        }
    }

    private void Quantiles()
    {
        double[] ratios = Ratios(_cells);
        int[] order = [.. Enumerable.Range(0, _cells.Count)];
        Array.Sort((double[])ratios.Clone(), order);
        double[] cumulative = Cumulative(_cells, ratios, order);
        double total = cumulative[^1];
        for (int i = 0; i < order.Length; i++)
            _group[order[i]] = total > 0 ? Math.Min((int)(cumulative[i] / total * _groups), _groups - 1) : (int)((long)i * _groups / order.Length);
    }

    // Each further group starts at a cell that the groups so far describe badly, with a probability in proportion to what it would gain.
    private void Seed(RandomStream random)
    {
        double[] loss = new double[_cells.Count];
        double[] own = [.. _cells.Select(cell => Value(cell.Counts))];
        int first = Choose([.. _cells.Select(cell => (double)cell.Events)], random);
        for (int group = 0; group < _groups; group++)
        {
            int chosen = group == 0 ? first : Choose(loss, random);
            Slope(_cells[chosen].Counts, group);
            for (int c = 0; c < _cells.Count; c++)
            {
                double gap = own[c] - Dot(c, group);
                if (group != 0 && !(gap < loss[c])) continue;
                (loss[c], _group[c]) = (Math.Max(gap, 0), group);
            }
        }
    }

    private static int Choose(double[] weights, RandomStream random)
    {
        double at = random.Uniform() * weights.Sum();
        for (int i = 0; i < weights.Length; i++)
        {
            at -= weights[i];
            if (at < 0) return i;
        }

        return weights.Length - 1;
    }

    private bool Improve()
    {
        Array.Clear(_sums);
        for (int c = 0; c < _cells.Count; c++)
        {
            for (int s = 0; s <= _signals; s++) _sums[_group[c], s] += _cells[c].Counts[s];
        }

        Array.Clear(_squares);
        double[] counts = new double[_signals + 1];
        for (int group = 0; group < _groups; group++)
        {
            Counts(group, counts);
            for (int s = 0; s < _signals; s++) _squares[s] += Squared(counts, s);
        }

        for (int group = 0; group < _groups; group++)
        {
            Counts(group, counts);
            Slope(counts, group);
        }

        bool moved = false;
        for (int c = 0; c < _cells.Count; c++)
        {
            int best = _group[c];
            double value = Dot(c, best);
            for (int group = 0; group < _groups; group++)
            {
                double other = Dot(c, group);
                if (other > value + (1e-12 * Math.Abs(value))) (best, value) = (group, other);
            }

            moved |= best != _group[c];
            _group[c] = best;
        }

        return moved;
    }

    private void Counts(int group, double[] counts)
    {
        for (int s = 0; s <= _signals; s++) counts[s] = _sums[group, s];
    }

    private double Dot(int cell, int group)
    {
        double sum = 0;
        for (int s = 0; s <= _signals; s++) sum += _slopes[group, s] * _cells[cell].Counts[s];
        return sum;
    }

    private double Value(double[] counts)
    {
        double sum = 0;
        for (int s = 0; s < _signals; s++) sum += Weight(s) * Squared(counts, s);
        return sum;
    }

    private double Weight(int signal) => 1 / Math.Max(_squares[signal], Smallest);

    private double Against(double[] counts, int signal)
    {
        double background = counts[_signals];
        for (int s = 0; s < _signals; s++) background += s == signal ? 0 : counts[s];
        return Math.Max(background, Smallest);
    }

    private double Squared(double[] counts, int signal)
    {
        double b = Against(counts, signal);
        return 2 * (((counts[signal] + b) * Math.Log(1 + (counts[signal] / b))) - counts[signal]);
    }

    // dF/dS = 2 ln(1 + r), dF/dB = 2 [ln(1 + r) − r]; another signal is background.
    private void Slope(double[] counts, int group)
    {
        for (int s = 0; s <= _signals; s++) _slopes[group, s] = 0;
        for (int signal = 0; signal < _signals; signal++)
        {
            double weight = Weight(signal);
            double r = counts[signal] / Against(counts, signal);
            double logarithm = Math.Log(1 + r);
            for (int s = 0; s <= _signals; s++) _slopes[group, s] += weight * 2 * (s == signal ? logarithm : logarithm - r);
        }
    }
}
