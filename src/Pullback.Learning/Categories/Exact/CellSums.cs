using System.Globalization;
using Pullback.Learning.Observables;
using Pullback.Numerics.Summation;

namespace Pullback.Learning.Categories.Exact;

/// <summary>The yields of all cells below each possible cut, so that the yield of any interval is one difference.</summary>
internal sealed class CellSums
{
    private const double UnitRoundoff = 1.1102230246251565e-16;

    private CellSums(double[][] signals, double[][] signalSquares, double[] background, double[] backgroundSquares, long[] events, double nothing)
    {
        Signals = signals;
        SignalSquares = signalSquares;
        Background = background;
        BackgroundSquares = backgroundSquares;
        Events = events;
        Nothing = nothing;
    }

    /// <summary>Σ w of each signal. Shape [signal][cut].</summary>
    public double[][] Signals { get; }

    /// <summary>Σ w² of each signal. Shape [signal][cut].</summary>
    public double[][] SignalSquares { get; }

    /// <summary>Σ w of all backgrounds. Shape [cut].</summary>
    public double[] Background { get; }

    /// <summary>Σ w² of all backgrounds. Shape [cut].</summary>
    public double[] BackgroundSquares { get; }

    /// <summary>Background events of non-zero weight. Shape [cut].</summary>
    public long[] Events { get; }

    /// <summary>What the background of an interval may be by rounding alone.</summary>
    public double Nothing { get; }

    /// <summary>Sums the nominal events.</summary>
    /// <exception cref="ArgumentException">An event lies outside the range and the options refuse that.</exception>
    public static CellSums Of(CategoryData data, int score, CellGrid grid, ExactOptions options)
    {
        int cells = grid.Count;
        string[] signals = [.. data.Signals];
        double[][] sums = Tables(signals.Length + 1, cells);
        double[][] squares = Tables(signals.Length + 1, cells);
        long[] events = new long[cells + 1];
        double size = 0.0;
        foreach (EventSet set in data.Sets)
        {
            WeightColumn[] columns = [.. set.Columns.Where(c => c.Side == VariationSide.Nominal)];
            if (columns.Length == 0) continue;
            int[] cell = Cells(set, data, score, grid, options);
            bool[] counted = new bool[cell.Length];
            foreach (WeightColumn column in columns)
            {
                int signal = Array.IndexOf(signals, column.Process);
                bool isBackground = signal < 0;
                double[] sum = sums[isBackground ? signals.Length : signal];
                double[] square = squares[isBackground ? signals.Length : signal];
                ReadOnlySpan<double> weights = column.Weights.Span;
                for (int e = 0; e < weights.Length; e++)
                {
                    double w = weights[e];
                    sum[cell[e] + 1] += w;
                    square[cell[e] + 1] += w * w;
                    if (!isBackground || w == 0.0) continue;
                    size += Math.Abs(w);
                    if (counted[e]) continue;
                    counted[e] = true;
                    events[cell[e] + 1]++;
                }
            }
        }

        foreach (double[] table in (double[][])[.. sums, .. squares]) Accumulate(table);
        for (int i = 0; i < cells; i++) events[i + 1] += events[i];
        return new CellSums(sums[..^1], squares[..^1], sums[^1], squares[^1], events, 64 * UnitRoundoff * size);
    }

    private static int[] Cells(EventSet set, CategoryData data, int score, CellGrid grid, ExactOptions options)
    {
        int stride = data.ScoreNames.Count;
        ReadOnlySpan<double> features = set.Features.Span;
        int[] cells = new int[set.Count];
        for (int e = 0; e < cells.Length; e++)
        {
            double value = features[(e * stride) + score];
            if (options is { Outside: OutsideScores.Refuse, Range: { } range } && !(value >= range.Lower && value <= range.Upper))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{set.Name}', event {e}: '{data.ScoreNames[score]}' is {value:R}, but the range is from {range.Lower:R} to {range.Upper:R}. Widen the range, or include scores outside in the outer categories."));
            }

            cells[e] = grid.Cell(value);
        }

        return cells;
    }

    private static double[][] Tables(int count, int cells) => [.. Enumerable.Range(0, count).Select(_ => new double[cells + 1])];

    private static void Accumulate(double[] table)
    {
        CompensatedSum running = default;
        for (int i = 1; i < table.Length; i++)
        {
            running.Add(table[i]);
            table[i] = running.Value;
        }
    }
}
