namespace Pullback.Learning.Categories.Exact;

/// <summary>What each interval of cells adds to the objective; −∞ where the constraints forbid it.</summary>
internal sealed class IntervalValues
{
    private readonly CellSums _sums;
    private readonly ExactOptions _options;
    private readonly double[] _weights;

    public IntervalValues(CellSums sums, ExactOptions options, double[] weights)
    {
        _sums = sums;
        _options = options;
        _weights = weights;
    }

    /// <summary>The number of cells.</summary>
    public int Cells => _sums.Background.Length - 1;

    /// <summary>The values of all intervals that end at a cut.</summary>
    /// <param name="end">The cut.</param>
    /// <param name="values">Receives the value of the interval from each cut below. Shape [first cut].</param>
    public void Row(int end, Span<double> values)
    {
        for (int first = 0; first < end; first++) values[first] = Value(first, end);
    }

    /// <summary>The category that an interval makes.</summary>
    public ExactCategory Category(int first, int end, CategoryInterval interval)
    {
        double background = Difference(_sums.Background, first, end);
        double[] signals = [.. _sums.Signals.Select(s => Difference(s, first, end))];
        double[] significance = [.. Enumerable.Range(0, signals.Length).Select(l => Math.Sqrt(Squared(l, first, end)))];
        return new ExactCategory(interval, signals, background, Squares(first, end), _sums.Events[end] - _sums.Events[first], significance);
    }

    private static double Difference(double[] sums, int first, int end) => sums[end] - sums[first];

    private double Squares(int first, int end) => Math.Max(Difference(_sums.BackgroundSquares, first, end), 0.0);

    private double Value(int first, int end)
    {
        double background = Difference(_sums.Background, first, end);
        if (!_options.Constraints.Allow(background, Squares(first, end), _sums.Events[end] - _sums.Events[first], _sums.Nothing)) return double.NegativeInfinity;
        double value = 0.0;
        for (int l = 0; l < _weights.Length; l++)
        {
            if (_weights[l] != 0.0) value += _weights[l] * Squared(l, first, end);
        }

        return value;
    }

    // Every other signal is background of this one.
    private double Squared(int signal, int first, int end)
    {
        double background = Difference(_sums.Background, first, end);
        double variance = Squares(first, end);
        for (int m = 0; m < _weights.Length; m++)
        {
            if (m == signal) continue;
            background += Difference(_sums.Signals[m], first, end);
            variance += Math.Max(Difference(_sums.SignalSquares[m], first, end), 0.0);
        }

        double share = _options.RelativeUncertainty * background;
        return IntervalSignificance.Squared(Difference(_sums.Signals[signal], first, end), background, _options.Form, variance + (share * share));
    }
}
