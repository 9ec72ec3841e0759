namespace Pullback.Learning.Estimators.Training.Rows;

/// <summary>Means and population deviations of columns, gathered block by block in double precision.</summary>
/// <param name="width">The number of columns.</param>
internal sealed class ColumnMoments(int width)
{
    // MadMiner's floor, below which a column counts as constant.
    private const double SmallestDeviation = 1e-6;
    private readonly double[] _mean = new double[width];
    private readonly double[] _squares = new double[width];
    private long _count;

    /// <summary>Takes rows in.</summary>
    /// <param name="rows">Shape [row, column].</param>
    public void Add(ReadOnlySpan<double> rows)
    {
        int count = rows.Length / width;
        if (count == 0) return;
        long total = _count + count;
        for (int k = 0; k < width; k++)
        {
            double mean = 0;
            for (int i = k; i < rows.Length; i += width) mean += rows[i];
            mean /= count;
            double squares = 0;
            for (int i = k; i < rows.Length; i += width) squares += (rows[i] - mean) * (rows[i] - mean);
            double shift = mean - _mean[k];
            _squares[k] += squares + (shift * shift * _count * count / total);
            _mean[k] += shift * count / total;
        }

        _count = total;
    }

    /// <summary>The scaling to mean 0 and deviation 1; constant columns keep a deviation of 1e-6.</summary>
    public Scaling ToScaling() => new([.. _mean], [.. _squares.Select(s => Math.Max(Math.Sqrt(s / _count), SmallestDeviation))]);
}
