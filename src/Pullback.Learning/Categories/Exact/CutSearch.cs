namespace Pullback.Learning.Categories.Exact;

/// <summary>The best partition of cells into intervals, by dynamic programming.</summary>
/// <remarks>
/// <c>V_k(j) = max_i [V_{k−1}(i) + v(i, j)]</c>, <c>V_1(j) = v(0, j)</c>: of the partitions of the first j cells into k intervals the best ends with some
/// interval (i, j) after a best partition of the first i cells. Of equal ones the lowest cuts are taken. Every value v is computed once, by workers that share
/// a block of j and write to different places: no result depends on their number.
/// </remarks>
internal sealed class CutSearch(IntervalValues values, int threads, CancellationToken cancellation)
{
    // Ends whose rows of values are computed side by side: 5 MB for the finest grid.
    private const int RowsPerBlock = 32;

    private readonly int _cells = values.Cells;

    /// <summary>The best cuts for every number of intervals.</summary>
    /// <param name="most">The largest number.</param>
    /// <returns>For each number from one on that can be made: the interior cuts from left to right. Numbers that cannot be made are left out.</returns>
    public IReadOnlyList<int[]> Solve(int most)
    {
        most = Math.Min(most, _cells);
        double[][] best = [.. Enumerable.Range(0, most + 1).Select(_ => new double[_cells + 1])];
        int[][] choices = [.. Enumerable.Range(0, most + 1).Select(_ => new int[_cells + 1])];
        foreach (double[] row in best) row.AsSpan().Fill(double.NegativeInfinity);
        best[0][0] = 0.0;
        double[][] rows = [.. Enumerable.Range(0, Math.Min(RowsPerBlock, _cells)).Select(_ => new double[_cells])];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        for (int first = 1; first <= _cells; first += RowsPerBlock)
        {
            int block = first;
            int count = Math.Min(RowsPerBlock, _cells - block + 1);
            Parallel.For(0, count, parallel, row => values.Row(block + row, rows[row].AsSpan(0, block + row)));
            for (int end = block; end < block + count; end++)
            {
                ReadOnlySpan<double> row = rows[end - block].AsSpan(0, end);
                for (int k = 1; k <= most; k++) (best[k][end], choices[k][end]) = Largest(best[k - 1], row, k - 1);
            }
        }

        return [.. Enumerable.Range(1, most).Where(k => best[k][_cells] > double.NegativeInfinity).Select(k => Cuts(choices, k))];
    }

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

    private int[] Cuts(int[][] choices, int intervals)
    {
        int[] cuts = new int[intervals - 1];
        int end = _cells;
        for (int k = intervals; k > 1; k--)
        {
            end = choices[k][end];
            cuts[k - 2] = end;
        }

        return cuts;
    }
}
