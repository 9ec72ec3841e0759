using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Starts;
using Pullback.Learning.Observables;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Categories.Starts;

public sealed class ScoreCellsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cells_hold_every_event_once(int dimensions)
    {
        CategoryData data = Events(dimensions, 900, 2100);
        int[] axes = [.. Enumerable.Range(0, dimensions)];
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(data, axes, 64);
        Assert.Equal(64, cells.Count);
        Assert.Equal(3000, cells.Sum(cell => cell.Events));
        Assert.All(cells, cell => Assert.InRange(cell.Events, 40, 55));

        // Signal weighs 0.1, background 2; every cell counts half a background event more.
        Assert.Equal(90.0, cells.Sum(cell => cell.Counts[0]), 1e-9);
        Assert.Equal(4200.0 + (64 * 0.5 * 2.0), cells.Sum(cell => cell.Counts[1]), 1e-9);
        Assert.All(cells, cell => Assert.Equal(cell.Events, (cell.Counts[0] / 0.1) + (cell.Counts[1] / 2.0) - 0.5, 1e-9));

        // The law of total covariance gives back that of all events.
        double[] scores = [.. data.Sets.SelectMany(set => set.Features.ToArray())];
        double[] mean = [.. axes.Select(d => Enumerable.Range(0, 3000).Average(e => scores[(e * dimensions) + d]))];
        foreach ((int a, int b) in axes.SelectMany(a => axes.Select(b => (a, b))))
        {
            double expected = Enumerable.Range(0, 3000).Average(e => (scores[(e * dimensions) + a] - mean[a]) * (scores[(e * dimensions) + b] - mean[b]));
            double found = cells.Sum(cell => cell.Events / 3000.0 * (cell.Covariance[(a * dimensions) + b] + ((cell.Mean[a] - mean[a]) * (cell.Mean[b] - mean[b]))));
            Assert.Equal(expected, found, 1e-10);
        }
    }

    [Fact]
    public void Events_of_one_score_stay_together()
    {
        // A heap of equal scores wherever a cut in two halves would fall.
        double[] scores = [.. Enumerable.Range(0, 400).Select(i => i < 30 ? i / 400.0 : i < 370 ? 0.5 : i / 400.0)];
        CategoryData data = Data(1, ("signal", scores, 1.0), ("background", scores, 1.0));
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(data, [0], 20);
        Assert.Single(cells, cell => Math.Abs(cell.Mean[0] - 0.5) < 1e-12 && cell.Events >= 680);
        Assert.Equal(800, cells.Sum(cell => cell.Events));

        CategoryData flat = Data(1, ("signal", [.. Enumerable.Repeat(0.25, 100)], 1.0), ("background", [.. Enumerable.Repeat(0.25, 100)], 1.0));
        ScoreCell only = Assert.Single(ScoreCells.Cut(flat, [0], 16));
        Assert.Equal(0.25, only.Mean[0], 1e-12);
        Assert.Equal(0.0, only.Covariance[0], 1e-20);
    }

    [Fact]
    public void Small_samples_make_few_cells_and_negative_counts_none()
    {
        Assert.Single(ScoreCells.Cut(Events(1, 10, 12), [0], 1024));
        Assert.InRange(ScoreCells.Cut(Events(1, 100, 120), [0], 1024).Count, 5, 11);
        CategoryData signed = Data(1, ("signal", [0.1, 0.2, 0.8], -3.0), ("background", [0.3, 0.9], 1.0));
        ScoreCell cell = Assert.Single(ScoreCells.Cut(signed, [0], 8));
        Assert.Equal([0.0, 2.5], cell.Counts);
    }

    [Fact]
    public void One_axis_of_several_can_be_taken()
    {
        CategoryData data = Events(2, 500, 500);
        double[] second = [.. data.Sets.SelectMany(set => set.Features.ToArray().Where((_, i) => i % 2 == 1))];
        IReadOnlyList<ScoreCell> cells = ScoreCells.Cut(data, [1], 8);
        Assert.All(cells, cell => Assert.Single(cell.Mean));
        Assert.Equal(second.Average(), cells.Sum(cell => cell.Events * cell.Mean[0]) / 1000.0, 1e-12);
        Assert.Equal(cells.Select(cell => cell.Mean[0]).Order(), cells.Select(cell => cell.Mean[0]));
    }

    private static CategoryData Events(int dimensions, int signal, int background)
    {
        var stream = new RandomStream(3, "score cells");
        double[] Draw(int events)
        {
            double[] scores = new double[events * dimensions];
            stream.FillNormal(scores);
            return scores;
        }

        return Data(dimensions, ("signal", Draw(signal), 0.1), ("background", Draw(background), 2.0));
    }

    private static CategoryData Data(int dimensions, params (string Name, double[] Scores, double Weight)[] processes) => new()
    {
        ScoreNames = [.. Enumerable.Range(0, dimensions).Select(d => $"score {d}")],
        Sets =
        [
            .. processes.Select(p => new EventSet(
                p.Name, p.Scores, [new WeightColumn(p.Name, null, VariationSide.Nominal, Enumerable.Repeat(p.Weight, p.Scores.Length / dimensions).ToArray())])),
        ],
    };
}
