namespace Pullback.Learning.Categories.Exact;

/// <summary>The best partition of cells into intervals, by dynamic programming.</summary>
/// <remarks>
/// <c>V_k(j) = max_i [V_{k−1}(i) + v(i, j)]</c>, <c>V_1(j) = v(0, j)</c>: of the partitions of the first j cells into k intervals the best ends with some
/// interval (i, j) after a best partition of the first i cells. Of equal ones the lowest cuts are taken. Workers fill different j of one k: no result depends on their number.
/// </remarks>
internal sealed class CutSearch
{
    // Below it, the table of all intervals is kept (at most 67 MB); above, its rows are computed again for every number of categories.
    private const int MostCellsKept = 4096;
    private const int RowsPerTask = 16;

    private readonly IntervalValues _values;
    private readonly ParallelOptions _parallel;
    private readonly double[]? _table;

    public CutSearch(IntervalValues values, int threads, CancellationToken cancellation)
    {
        _values = values;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        int cells = values.Cells;
        if (cells > MostCellsKept) return;
        double[] table = new double[(long)cells * (cells + 1) / 2];
        ForRows(cells, (end, _) => values.Row(end, table.AsSpan(Offset(end), end)));
        _table = table;
    }

    /// <summary>The best cuts for every number of intervals.</summary>
    /// <param name="most">The largest number.</param>
    /// <returns>For each number from one on that can be made: the interior cuts from left to right. Numbers that cannot be made are left out.</returns>
    public IReadOnlyList<int[]> Solve(int most)
    {
        int cells = _values.Cells;
        most = Math.Min(most, cells);
        double[] best = new double[cells + 1];
        best.AsSpan().Fill(double.NegativeInfinity);
        best[0] = 0.0;
        var choices = new List<int[]>();
        var solutions = new List<int[]>();
        for (int k = 1; k <= most; k++)
        {
            double[] previous = best;
            double[] next = new double[cells + 1];
            int[] choice = new int[cells + 1];
            next[0] = double.NegativeInfinity;
            ForRows(cells, (end, buffer) =>
            {
                ReadOnlySpan<double> row = Values(end, buffer);
                (next[end], choice[end]) = Largest(previous, row, k - 1);
            });
            best = next;
            choices.Add(choice);
            if (best[cells] > double.NegativeInfinity) solutions.Add(Cuts(choices, cells));
        }

        return solutions;
    }

    private static int Offset(int end) => (int)((long)end * (end - 1) / 2);

    private static (double Value, int First) Largest(double[] previous, ReadOnlySpan<double> row, int from)
    {
        double largest = double.NegativeInfinity;
        int first = from;
        for (int i = from; i < row.Length; i++)
        {
            double value = previous[i] + row[i];
            if (value > largest)
            {
                largest = value;
                first = i;
            }
        }

        return (largest, first);
    }

    private static int[] Cuts(List<int[]> choices, int cells)
    {
        int[] cuts = new int[choices.Count - 1];
        int end = cells;
        for (int k = choices.Count - 1; k > 0; k--)
        {
            end = choices[k][end];
            cuts[k - 1] = end;
        }

        return cuts;
    }

    private ReadOnlySpan<double> Values(int end, double[] buffer)
    {
        if (_table is not null) return _table.AsSpan(Offset(end), end);
        Span<double> row = buffer.AsSpan(0, end);
        _values.Row(end, row);
        return row;
    }

    private void ForRows(int cells, Action<int, double[]> work)
    {
        // Long rows first: the short ones fill the gaps at the end.
        int tasks = (cells + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, _parallel, () => _table is null ? new double[cells] : [], (task, _, buffer) =>
        {
            int last = cells - (task * RowsPerTask);
            for (int end = last; end > Math.Max(0, last - RowsPerTask); end--) work(end, buffer);
            return buffer;
        }, _ => { });
    }
}
