using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Exact;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Toys;

public sealed class ShiftedBackgroundTests
{
    private const int Directions = 36;

    [Fact]
    public void Weights_and_moved_events_describe_the_same_variation()
    {
        ToySample weights = new ShiftedBackground { BackgroundEvents = 200_000 }.Draw(1);
        ToySample events = new ShiftedBackground { BackgroundEvents = 200_000, MovedEvents = true }.Draw(1);
        Assert.Equal(["signal", "background"], weights.Sets.Select(s => s.Name));
        Assert.Equal(4, events.Sets.Count);
        foreach (VariationSide side in (VariationSide[])[VariationSide.Up, VariationSide.Down])
        {
            WeightColumn column = weights.Sets[1].Columns.Single(c => c.Side == side);
            EventSet moved = events.Sets.Single(s => s.Columns[0].Side == side);
            Assert.Equal(400, moved.Columns[0].Weights.ToArray().Sum(), 1e-6);
            foreach ((double low, double high) in new[] { (-9.0, 0.5), (0.5, 1.0), (1.0, 1.4), (1.4, 1.9), (1.9, 2.5), (2.5, 9.0) })
            {
                (double sum, double squares) = Between(weights.Sets[1], column, low, high);
                (double movedSum, double movedSquares) = Between(moved, moved.Columns[0], low, high);
                Assert.Equal(movedSum, sum, 4.5 * Math.Sqrt(squares + movedSquares));
            }
        }

        // Below the edge nothing moves; far beyond it everything does by the whole shift.
        double[] nominal = events.Column(1, "x");
        double[] up = events.Column(2, "x");
        double[] down = events.Column(3, "x");
        for (int e = 0; e < nominal.Length; e++)
        {
            if (nominal[e] < 1) Assert.Equal((nominal[e], nominal[e]), (up[e], down[e]));
            else if (nominal[e] > 2.8) Assert.Equal((nominal[e] + 0.8, nominal[e] - 0.8), (up[e], down[e]));
            else Assert.True(up[e] >= nominal[e] && down[e] <= nominal[e]);
        }

        Assert.Equal(events.Column(1, "y"), events.Column(2, "y"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_cut_of_the_best_plain_significance_is_not_the_best_with_its_systematic(bool movedEvents)
    {
        ToySample toy = new ShiftedBackground { MovedEvents = movedEvents }.Draw(2);
        (double Plain, double Profiled, double Direction)[] cuts = [.. Scan(toy)];
        (double Plain, double Profiled, double Direction) plain = cuts.MaxBy(c => c.Plain);
        (double Plain, double Profiled, double Direction) profiled = cuts.MaxBy(c => c.Profiled);
        // The plain cut looks along the signal, the profiled one away from the shift.
        Assert.InRange(plain.Direction, 30, 55);
        Assert.True(profiled.Direction > plain.Direction + 10, $"{profiled.Direction} and {plain.Direction} degrees");
        Assert.True(profiled.Profiled > 1.3 * plain.Profiled, $"{profiled.Profiled} and {plain.Profiled}");
        Assert.True(profiled.Plain < plain.Plain);
    }

    [Fact]
    public void More_categories_do_not_measure_the_variation_away()
    {
        // Slices along the likelihood ratio are the best of all categories for the plain significance; slices turned away from x are better with the systematic.
        ToySample toy = new ShiftedBackground().Draw(3);
        foreach (int categories in (int[])[2, 4, 6])
        {
            (double plain, double profiled) = Slices(toy, Math.Atan2(1.5, 1.7), categories);
            (double turnedPlain, double turnedProfiled) = Slices(toy, 68 * Math.PI / 180, categories);
            Assert.True(turnedPlain < plain);
            Assert.True(turnedProfiled > 1.3 * profiled, $"{categories} categories: {turnedProfiled} and {profiled}");
        }
    }

    private static (double Plain, double Profiled) Slices(ToySample toy, double angle, int categories)
    {
        CategoryData data = new()
        {
            ScoreNames = ["along"],
            Sets = [.. toy.Sets.Select(set => set with { Features = Along(set, angle) })],
        };
        var options = new ExactOptions { Categories = categories, Range = new ScoreRange(-1, 4), Steps = 60, Constraints = new CategoryConstraints { MinimumBackground = 3 } };
        ExactSolution solution = ExactCategories.Find(data, options).Of(categories);
        double mm = 0, mt = 0, tt = 1;
        for (int k = 0; k < categories; k++)
        {
            double[] counts = [.. data.Sets.SelectMany(set => set.Columns.Select(column => Count(set, column, solution, k)))];
            double shift = 0.5 * (counts[2] - counts[3]);
            mm += counts[0] * counts[0] / counts[1];
            mt += counts[0] * shift / counts[1];
            tt += shift * shift / counts[1];
        }

        return (solution.Significances[0], Math.Sqrt(mm - (mt * mt / tt)));
    }

    private static double[] Along(EventSet set, double angle)
    {
        double[] along = new double[set.Count];
        for (int e = 0; e < along.Length; e++) along[e] = (set.Features.Span[2 * e] * Math.Cos(angle)) + (set.Features.Span[(2 * e) + 1] * Math.Sin(angle));
        return along;
    }

    private static double Count(EventSet set, WeightColumn column, ExactSolution solution, int category)
    {
        double sum = 0;
        for (int e = 0; e < set.Count; e++)
        {
            if (solution.CategoryOf(set.Features.Span[e]) == category) sum += column.Weights.Span[e];
        }

        return sum;
    }

    // Two categories on either side of a line, over its direction and place. The shape has one nuisance parameter of unit variance:
    // with information I_μμ = Σ s²/b, I_μθ = Σ sΔ/b, I_θθ = 1 + Σ Δ²/b the median significance is √(I_μμ − I_μθ²/I_θθ).
    private static IEnumerable<(double Plain, double Profiled, double Direction)> Scan(ToySample toy)
    {
        const int Places = 60;
        for (int d = 0; d < Directions; d++)
        {
            double angle = Math.PI / 2 * d / (Directions - 1);
            var below = new Dictionary<string, double[]>();
            var total = new Dictionary<string, double>();
            foreach (EventSet set in toy.Sets)
            {
                double[] along = Along(set, angle);
                foreach (WeightColumn column in set.Columns)
                {
                    double[] counts = new double[Places + 1];
                    for (int e = 0; e < set.Count; e++)
                    {
                        counts[Math.Clamp((int)((along[e] + 1) * 12), 0, Places)] += column.Weights.Span[e];
                    }

                    for (int p = 1; p <= Places; p++) counts[p] += counts[p - 1];
                    string key = $"{column.Process} {column.Side}";
                    below[key] = counts;
                    total[key] = counts[^1];
                }
            }

            for (int p = 5; p < 55; p++)
            {
                double plain = 0, mm = 0, mt = 0, tt = 1;
                foreach (bool low in (bool[])[true, false])
                {
                    double Count(string key) => low ? below[key][p] : total[key] - below[key][p];
                    double s = Count("signal Nominal");
                    double b = Count("background Nominal");
                    double shift = 0.5 * (Count("background Up") - Count("background Down"));
                    if (b < 3) continue;
                    plain += 2 * (((s + b) * Math.Log(1 + (s / b))) - s);
                    mm += s * s / b;
                    mt += s * shift / b;
                    tt += shift * shift / b;
                }

                yield return (Math.Sqrt(plain), Math.Sqrt(mm - (mt * mt / tt)), angle * 180 / Math.PI);
            }
        }
    }

    private static (double Sum, double Squares) Between(EventSet set, WeightColumn column, double low, double high)
    {
        double sum = 0, squares = 0;
        for (int e = 0; e < set.Count; e++)
        {
            double x = set.Features.Span[2 * e];
            if (x < low || x >= high) continue;
            sum += column.Weights.Span[e];
            squares += column.Weights.Span[e] * column.Weights.Span[e];
        }

        return (sum, squares);
    }
}
