using Pullback.Learning.Categories.Starts;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Categories.Starts;

public sealed class RatioClustersTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void For_one_signal_the_groups_are_the_best_of_all(int groups)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            ScoreCell[] cells = Random(1, 8, seed);
            int[] found = RatioClusters.Group(cells, groups, random: null);

            // Every assignment of the cells, whether they are neighbours in the ratio or not.
            double best = 0.0;
            int[] assignment = new int[cells.Length];
            for (int code = 0; code < (int)Math.Pow(groups, cells.Length); code++)
            {
                for (int c = 0, rest = code; c < cells.Length; c++, rest /= groups) assignment[c] = rest % groups;
                best = Math.Max(best, Squared(cells, assignment, groups));
            }

            Assert.Equal(best, Squared(cells, found, groups), 1e-10 * best);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_groups_are_reproducible_and_better_than_none(int signals)
    {
        const int groups = 4;
        ScoreCell[] cells = Random(signals, 120, 5);
        double one = Squared(cells, new int[cells.Length], 1);
        HashSet<string> different = [];
        for (ulong start = 0; start < 6; start++)
        {
            int[] found = RatioClusters.Group(cells, groups, new RandomStream(11, "clusters", start));
            Assert.Equal(found, RatioClusters.Group(cells, groups, new RandomStream(11, "clusters", start)));
            Assert.All(found, group => Assert.InRange(group, 0, groups - 1));
            different.Add(string.Join(',', found));
            Assert.True(Squared(cells, found, groups) > one);
            if (signals == 1)
            {
                int[] best = RatioClusters.Group(cells, groups, random: null);
                Assert.InRange(Squared(cells, found, groups), 0.9 * Squared(cells, best, groups), Squared(cells, best, groups) * (1 + 1e-12));

                // The cells of a group are neighbours in the ratio.
                int[] order = [.. Enumerable.Range(0, cells.Length).OrderBy(c => RatioClusters.Ratios(cells)[c])];
                Assert.Equal(found.Distinct().Count() - 1, order.Zip(order.Skip(1)).Count(pair => found[pair.First] != found[pair.Second]));
            }
        }

        Assert.True(different.Count > 1);
    }

    [Fact]
    public void Ratios_weigh_every_signal_in_units_of_its_total()
    {
        ScoreCell[] cells = [Cell(3, 1, 10), Cell(1, 0, 30), Cell(0, 1, 0)];
        double[] ratios = RatioClusters.Ratios(cells);

        // Totals 4, 2, 40.
        Assert.Equal(((3.0 / 4) + (1.0 / 2)) / (10.0 / 40), ratios[0], 1e-12);
        Assert.Equal((1.0 / 4) / (30.0 / 40), ratios[1], 1e-12);
        Assert.True(double.IsFinite(ratios[2]) && ratios[2] > 1e8);
    }

    [Fact]
    public void More_groups_than_cells_leave_some_empty()
    {
        ScoreCell[] cells = Random(1, 3, 1);
        Assert.Equal(3, RatioClusters.Group(cells, 7, random: null).Distinct().Count());
        Assert.All(RatioClusters.Group(cells, 7, new RandomStream(1, "clusters")), group => Assert.InRange(group, 0, 6));

        // The groups without cells are made by cutting others, as far as there are cells.
        IReadOnlyList<ScoreGroup> shared = ScoreGroup.Of(Random(1, 9, 1), new int[9], 4);
        Assert.Equal(4, shared.Count);
        Assert.Equal(1.0, shared.Sum(group => group.Share), 1e-12);
        Assert.Equal(shared.Select(group => group.Mean[0]).Order(), shared.Select(group => group.Mean[0]));
        Assert.Equal(5, ScoreGroup.Of(cells, [0, 0, 0], 5).Count);
    }

    // Σ over groups and signals of 2[(S + B) ln(1 + S/B) − S]; the other signals are background.
    private static double Squared(ScoreCell[] cells, int[] assignment, int groups)
    {
        int signals = cells[0].Counts.Length - 1;
        double sum = 0.0;
        for (int g = 0; g < groups; g++)
        {
            double[] counts = new double[signals + 1];
            for (int c = 0; c < cells.Length; c++)
            {
                for (int s = 0; s <= signals && assignment[c] == g; s++) counts[s] += cells[c].Counts[s];
            }

            for (int s = 0; s < signals; s++) sum += counts[s] > 0 ? Losses.ReferenceSignificance.Closed(counts[s], counts.Sum() - counts[s]) : 0.0;
        }

        return sum;
    }

    private static ScoreCell[] Random(int signals, int cells, ulong seed)
    {
        var stream = new RandomStream(seed, "random cells");
        return [.. Enumerable.Range(0, cells).Select(i =>
        {
            ScoreCell cell = Cell([.. Enumerable.Range(0, signals).Select(_ => 3.0 * stream.Uniform()), 0.5 + (10.0 * stream.Uniform())]);
            cell.Mean[0] = stream.Uniform();
            return cell;
        })];
    }

    private static ScoreCell Cell(params double[] counts)
    {
        var cell = new ScoreCell(counts.Length - 1, 1) { Events = 20 };
        counts.CopyTo(cell.Counts, 0);
        return cell;
    }
}
