using System.Globalization;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Categories.Exact;

/// <summary>The cells between possible cuts. Cell i reaches from cut i (belonging to it) to cut i + 1; the outer ones extend to infinity.</summary>
internal sealed class CellGrid
{
    // Cut 0 and the last one bound the range and are never used as cuts.
    private readonly double[] _edges;
    private readonly double _perCell;

    private CellGrid(double[] edges, bool uniform)
    {
        _edges = edges;
        _perCell = uniform ? (edges.Length - 1) / (edges[^1] - edges[0]) : 0.0;
    }

    /// <summary>The number of cells.</summary>
    public int Count => _edges.Length - 1;

    /// <summary>The lower end of a cell.</summary>
    public double Edge(int cell) => _edges[cell];

    /// <summary>The grid that the options ask for.</summary>
    public static CellGrid Of(CategoryData data, int score, ExactOptions options)
    {
        if (options.Grid == ExactGrid.Uniform) return Uniform(options.Range ?? RangeOf(data, score), options.Steps);
        double[] sorted = Scores(data, score);
        Array.Sort(sorted);
        ScoreRange range = options.Range ?? new ScoreRange(sorted[0], sorted[^1]);
        double[] cuts = options.Grid == ExactGrid.Quantiles ? Quantiles(sorted, options.Steps) : Midpoints(sorted, range);
        double[] inside = [.. cuts.Where(c => c > range.Lower && c < range.Upper)];
        return new CellGrid([range.Lower, .. inside, Math.Max(range.Upper, Math.BitIncrement(inside.Length > 0 ? inside[^1] : range.Lower))], uniform: false);
    }

    /// <summary>The cell of a score.</summary>
    public int Cell(double score)
    {
        int last = Count - 1;
        if (_perCell == 0.0)
        {
            int found = Array.BinarySearch(_edges, 1, last, score);
            return found >= 0 ? found : ~found - 1;
        }

        int cell = (int)Math.Clamp((score - _edges[0]) * _perCell, 0.0, last);
        // The product rounds; the edges decide, as they do when the cuts are applied to events.
        while (cell > 0 && score < _edges[cell]) cell--;
        while (cell < last && score >= _edges[cell + 1]) cell++;
        return cell;
    }

    private static CellGrid Uniform(ScoreRange range, int steps)
    {
        double[] edges = new double[steps + 1];
        for (int i = 0; i <= steps; i++) edges[i] = range.Lower + (range.Width * i / steps);
        edges[steps] = range.Upper;
        for (int i = 0; i < steps; i++)
        {
            if (!(edges[i + 1] > edges[i]))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture, $"The range from {range.Lower:R} to {range.Upper:R} is too narrow for {steps} steps; are all scores equal? Give a range or take the grid of quantiles."));
            }
        }

        return new CellGrid(edges, uniform: true);
    }

    private static double[] Quantiles(double[] sorted, int steps)
    {
        var cuts = new List<double>(steps);
        for (int i = 1; i < steps; i++)
        {
            int position = (int)((long)sorted.Length * i / steps);
            if (position == 0 || !(sorted[position] > sorted[0])) continue;
            double cut = Between(sorted[position - 1], sorted[position]);
            if (cuts.Count == 0 || cut > cuts[^1]) cuts.Add(cut);
        }

        return [.. cuts];
    }

    private static double[] Midpoints(double[] sorted, ScoreRange range)
    {
        var cuts = new List<double>();
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] > sorted[i - 1]) cuts.Add(Between(sorted[i - 1], sorted[i]));
        }

        int cells = cuts.Count(c => c > range.Lower && c < range.Upper) + 1;
        if (cells > ExactOptions.MostCells)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The events have {cells} different scores in range, more than the {ExactOptions.MostCells} that can all be tried; take the grid of quantiles."));
        }

        return [.. cuts];
    }

    // The upper one of two neighbouring doubles is itself the cut: it belongs to the cell above. So does a score that occurs many times.
    private static double Between(double lower, double upper)
    {
        double middle = lower + (0.5 * (upper - lower));
        return middle > lower ? middle : upper;
    }

    private static ScoreRange RangeOf(CategoryData data, int score)
    {
        double[] scores = Scores(data, score);
        return new ScoreRange(scores.Min(), scores.Max());
    }

    private static double[] Scores(CategoryData data, int score)
    {
        int stride = data.ScoreNames.Count;
        var scores = new List<double>();
        foreach (EventSet set in data.Sets.Where(s => s.Columns.Any(c => c.Side == VariationSide.Nominal)))
        {
            ReadOnlySpan<double> features = set.Features.Span;
            for (int e = score; e < features.Length; e += stride) scores.Add(features[e]);
        }

        return [.. scores];
    }
}
