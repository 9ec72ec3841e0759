using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Starts;

/// <summary>Cuts the space of the scores into cells of about equally many events: a crude map of signal and background.</summary>
/// <remarks>The cells are the leaves of a tree that halves the events along the coordinate in which they spread most. Events of all processes count alike in the cutting.</remarks>
internal sealed class ScoreCells
{
    // More events would not change a start visibly; beyond this every second, third ... event is taken.
    private const int LargestSample = 1 << 19;
    private const int SmallestCell = 20;
    private readonly int _dimensions;
    private readonly int _signals;
    private readonly double[] _scores;
    private readonly double[] _weights;
    private readonly int[] _roles;
    private readonly double[] _keys;
    private readonly int[] _order;
    private readonly double[] _unit;
    private readonly List<ScoreCell> _cells = [];

    private ScoreCells(CategoryData data, IReadOnlyList<int> axes)
    {
        int dimensions = axes.Count;
        _dimensions = dimensions;
        _signals = data.Signals.Count;
        (EventSet Set, WeightColumn Column)[] nominal = [.. data.Sets.SelectMany(set => set.Columns.Where(c => c.Side == VariationSide.Nominal).Select(column => (set, column)))];
        long total = nominal.Sum(n => (long)n.Set.Count);
        int stride = (int)((total + LargestSample - 1) / LargestSample);
        int taken = nominal.Sum(n => (n.Set.Count + stride - 1) / stride);
        int columns = data.ScoreNames.Count;
        string[] signals = [.. data.Signals];
        _scores = new double[taken * dimensions];
        _weights = new double[taken];
        _roles = new int[taken];
        _keys = new double[taken];
        _order = [.. Enumerable.Range(0, taken)];
        int at = 0;
        foreach ((EventSet set, WeightColumn column) in nominal)
        {
            int signal = Array.IndexOf(signals, column.Process);
            for (int i = 0; i < set.Count; i += stride, at++)
            {
                for (int d = 0; d < dimensions; d++) _scores[(at * dimensions) + d] = set.Features.Span[(i * columns) + axes[d]];
                _weights[at] = column.Weights.Span[i] * stride;
                _roles[at] = signal < 0 ? _signals : signal;
            }
        }

        _unit = [.. Enumerable.Range(0, dimensions).Select(d => Spread(0, taken, d))];
    }

    /// <summary>The cells of a sample.</summary>
    /// <param name="data">The events.</param>
    /// <param name="axes">The scores that are used.</param>
    /// <param name="cells">About how many cells; fewer where they would have less than <see cref="SmallestCell"/> events.</param>
    public static IReadOnlyList<ScoreCell> Cut(CategoryData data, IReadOnlyList<int> axes, int cells)
    {
        var map = new ScoreCells(data, axes);
        map.Split(0, map._order.Length, Math.Clamp(cells, 1, Math.Max(map._order.Length / SmallestCell, 1)));
        map.Regularize();
        return map._cells;
    }

    private void Split(int start, int count, int cells)
    {
        int widest = -1;
        double spread = 0;
        for (int d = 0; d < _dimensions && cells > 1 && count > 1; d++)
        {
            double relative = _unit[d] > 0 ? Spread(start, count, d) / _unit[d] : 0;
            if (relative > spread) (spread, widest) = (relative, d);
        }

        if (widest < 0)
        {
            _cells.Add(Cell(start, count));
            return;
        }

        for (int i = start; i < start + count; i++) _keys[i] = _scores[(_order[i] * _dimensions) + widest];
        Array.Sort(_keys, _order, start, count);

        // Events of one score stay together.
        int middle = start + (count / 2);
        while (middle < start + count && _keys[middle] == _keys[middle - 1]) middle++;
        if (middle == start + count)
        {
            middle = start + (count / 2);
            while (_keys[middle] == _keys[middle - 1]) middle--;
        }

        Split(start, middle - start, cells / 2);
        Split(middle, start + count - middle, cells - (cells / 2));
    }

    private double Spread(int start, int count, int dimension)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = start; i < start + count; i++)
        {
            double value = _scores[(_order[i] * _dimensions) + dimension];
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return high - low;
    }

    private ScoreCell Cell(int start, int count)
    {
        var cell = new ScoreCell(_signals, _dimensions) { Events = count };
        for (int i = start; i < start + count; i++)
        {
            cell.Counts[_roles[_order[i]]] += _weights[_order[i]];
            for (int d = 0; d < _dimensions; d++) cell.Mean[d] += _scores[(_order[i] * _dimensions) + d] / count;
        }

        for (int i = start; i < start + count; i++)
        {
            for (int a = 0; a < _dimensions; a++)
            {
                for (int b = 0; b < _dimensions; b++)
                {
                    double product = (_scores[(_order[i] * _dimensions) + a] - cell.Mean[a]) * (_scores[(_order[i] * _dimensions) + b] - cell.Mean[b]);
                    cell.Covariance[(a * _dimensions) + b] += product / count;
                }
            }
        }

        return cell;
    }

    // A cell without background events is not free of background: every cell counts half an event more, so that chance does not make the best ratios. Negative weights may leave
    // a cell below zero; a ratio needs counts.
    private void Regularize()
    {
        double weight = 0;
        int events = 0;
        for (int i = 0; i < _roles.Length; i++)
        {
            if (_roles[i] != _signals) continue;
            weight += _weights[i];
            events++;
        }

        double half = events > 0 ? 0.5 * Math.Max(weight / events, 0) : 0;
        foreach (ScoreCell cell in _cells)
        {
            for (int s = 0; s < cell.Counts.Length; s++) cell.Counts[s] = Math.Max(cell.Counts[s], 0);
            cell.Counts[_signals] += half;
        }
    }
}
