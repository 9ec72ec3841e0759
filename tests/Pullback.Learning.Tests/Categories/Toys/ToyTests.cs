using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Learning.Categories.Toys;
using Pullback.Learning.Observables;

namespace Pullback.Learning.Tests.Categories.Toys;

public sealed class ToyTests
{
    public static TheoryData<string> Toys => ["coordinates", "classes", "ratio", "bump hunt", "shifted weights", "shifted events"];

    [Theory]
    [MemberData(nameof(Toys))]
    public void Events_are_sound_and_the_same_for_any_number_of_threads(string name)
    {
        ToySample one = Of(name, 1).Draw(5);
        Assert.Empty(one.Data().Problems());
        foreach (int threads in (int[])[2, 5]) Same(one, Of(name, threads).Draw(5));
        Assert.NotEqual(one.Sets[0].Features.ToArray(), Of(name, 1).Draw(6).Sets[0].Features.ToArray());
    }

    [Fact]
    public void More_events_begin_with_the_same_ones()
    {
        double[] few = new ThreeGaussians { SignalEvents = 7001, BackgroundEvents = 26 }.Draw(3).Sets[0].Features.ToArray();
        double[] many = new ThreeGaussians { SignalEvents = 12_000, BackgroundEvents = 26 }.Draw(3).Sets[0].Features.ToArray();
        Assert.Equal(few, many[..7001]);
    }

    [Fact]
    public void Columns_are_taken_by_name()
    {
        ToySample toy = Of("bump hunt", 1).Draw(1);
        CategoryData data = toy.Data("y", "x");
        Assert.Equal(["y", "x"], data.ScoreNames);
        Assert.Equal(toy.Column(0, "x")[3], data.Sets[0].Features.Span[7]);
        Assert.Equal(toy.Column(1, BumpHunt.Mass)[2], toy.Sets[1].Features.Span[8]);
        Assert.Contains("no column 'pt'; there are x, y, mass", Assert.Throws<ArgumentException>(() => toy.Data("pt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_are_named_together()
    {
        Has(() => new ThreeGaussians { SignalEvents = 0, Luminosity = double.NaN, Noise = -1, Threads = -1 }.Draw(1), "signal events is 0", "luminosity is NaN", "noise is -1", "threads is -1");
        Has(() => new ThreeGaussians { BackgroundEvents = 5 }.Draw(1), "draw at least 26");
        Has(() => new BumpHunt { SignalWidth = 0, Range = new ScoreRange(2, 1), SignalMean = [1], Slope = double.NaN }.Draw(1), "width of the signal is 0", "from 2 to 1", "1 coordinates", "slope has a part");
        Has(() => new ShiftedBackground { Shift = 0, BackgroundYield = -1, SignalMean = [1, 2, 3] }.Draw(1), "shift is 0", "background yield is -1", "3 coordinates");
    }

    [Fact]
    public void The_smallest_backgrounds_of_26_events_have_one_each()
    {
        int[] events = [.. new ThreeGaussians { SignalEvents = 1, BackgroundEvents = 26 }.Draw(1).Sets.Skip(1).Select(s => s.Count)];
        Assert.Equal([10, 8, 5, 2, 1], events);
    }

    [Fact]
    public void Three_gaussians_have_the_yields_and_moments_of_the_paper()
    {
        ToySample toy = new ThreeGaussians { Scores = GaussianScores.Coordinates }.Draw(2);
        (string Name, double[] Mean, double Yield)[] expected =
        [
            ("signal1", [1.5, -1, -1], 50), ("signal2", [-1, 1.5, -1], 10), ("bkg1", [-0.5, -0.5, 1], 10_000), ("bkg2", [0.5, -0.5, 0.8], 8000),
            ("bkg3", [0.5, 0.5, -0.6], 5000), ("bkg4", [-0.5, 1, -0.4], 2000), ("bkg5", [-0.5, 0.5, -0.2], 1000),
        ];
        Assert.Equal(expected.Select(e => e.Name), toy.Sets.Select(s => s.Name));
        Assert.Equal([100_000, 100_000, 115_384, 92_307, 57_692, 23_076, 11_541], toy.Sets.Select(s => s.Count));
        foreach ((EventSet set, (_, double[] mean, double yield)) in toy.Sets.Zip(expected))
        {
            Assert.Equal(yield, set.Columns[0].Weights.ToArray().Sum(), 1e-6);
            double[] x = set.Features.ToArray();
            double tolerance = 5 / Math.Sqrt(set.Count);
            for (int d = 0; d < 3; d++)
            {
                // A factor of mean 1 and variance 0.09: E x² = 1.09 (1 + μ²).
                Assert.Equal(mean[d], Mean(x, d, d, 1), 1.6 * tolerance);
                Assert.Equal(1.09 * (1 + (mean[d] * mean[d])), Mean(x, d, d, 2), 8 * tolerance);
            }

            // Factors of different coordinates are independent: E xy = 0.2 + μ_x μ_y.
            Assert.Equal(0.2 + (mean[0] * mean[1]), Product(x, 0, 1), 4 * tolerance);
            Assert.Equal(0.2 + (mean[1] * mean[2]), Product(x, 1, 2), 4 * tolerance);
        }
    }

    [Fact]
    public void Scores_are_those_of_the_densities_without_noise()
    {
        ToySample coordinates = new ThreeGaussians { Scores = GaussianScores.Coordinates, SignalEvents = 50, BackgroundEvents = 300 }.Draw(4);
        ToySample classes = new ThreeGaussians { Scores = GaussianScores.Classes, SignalEvents = 50, BackgroundEvents = 300 }.Draw(4);
        ToySample ratio = new ThreeGaussians { SignalEvents = 50, BackgroundEvents = 300 }.Draw(4);
        Assert.Equal(["signal", "bkg1", "bkg2", "bkg3", "bkg4", "bkg5"], ratio.Sets.Select(s => s.Name));
        foreach (EventSet set in coordinates.Sets)
        {
            double[] p = classes.Sets.First(s => s.Name == set.Name).Features.ToArray();
            double[]? r = ratio.Sets.FirstOrDefault(s => s.Name == (set.Name == "signal1" ? "signal" : set.Name))?.Features.ToArray();
            for (int e = 0; e < set.Count; e++)
            {
                double[] x = set.Features.Span.Slice(3 * e, 3).ToArray();
                double one = Density(x, [1.5, -1, -1]);
                double two = Density(x, [-1, 1.5, -1]);
                double background = ((100 * Density(x, [-0.5, -0.5, 1])) + (80 * Density(x, [0.5, -0.5, 0.8])) + (50 * Density(x, [0.5, 0.5, -0.6]))
                    + (20 * Density(x, [-0.5, 1, -0.4])) + (10 * Density(x, [-0.5, 0.5, -0.2]))) / 260;
                Assert.Equal(one / (one + two + background), p[3 * e], 1e-12);
                Assert.Equal(two / (one + two + background), p[(3 * e) + 1], 1e-12);
                Assert.Equal(background / (one + two + background), p[(3 * e) + 2], 1e-12);
                if (r is not null) Assert.Equal(one / (one + background), r[e], 1e-12);
            }
        }
    }

    [Fact]
    public void A_bump_hunt_has_a_narrow_signal_on_a_continuum_whose_slope_depends_on_x()
    {
        var options = new BumpHunt();
        ToySample toy = options.Draw(3);
        Assert.Equal((100.0, 20_000.0), (Math.Round(toy.Sets[0].Columns[0].Weights.ToArray().Sum(), 6), Math.Round(toy.Sets[1].Columns[0].Weights.ToArray().Sum(), 6)));
        double[] signal = toy.Column(0, BumpHunt.Mass);
        Assert.Equal(125, signal.Average(), 5 * 1.7 / Math.Sqrt(signal.Length));
        Assert.Equal(1.7 * 1.7, signal.Average(m => (m - 125) * (m - 125)), 5 * Math.Sqrt(2.0 / signal.Length) * 2.89);
        Assert.Equal(1.5, toy.Column(0, "x").Average(), 0.04);
        Assert.Equal(1.0, toy.Column(0, "y").Average(), 0.04);
        double[] masses = toy.Column(1, BumpHunt.Mass);
        Assert.All(masses, m => Assert.InRange(m, 100, 180));
        // A narrow band of x has one slope.
        double[] x = toy.Column(1, "x");
        foreach (double center in (double[])[-1.5, 0, 1.5])
        {
            double[] band = [.. masses.Where((_, e) => Math.Abs(x[e] - center) < 0.1)];
            double[] ones = new double[band.Length];
            Array.Fill(ones, 1.0);
            SidebandFactor fit = new SidebandFit(new SidebandOptions()).Fit(band, ones);
            Assert.Equal(-0.025 + (0.01 * Math.Tanh(center)), fit.Slope, 4.5 * fit.SlopeUncertainty!.Value);
        }
    }

    [Fact]
    public void Categories_of_x_need_factors_of_their_own_to_give_the_background_in_the_window()
    {
        ToySample toy = new BumpHunt { ContinuumEvents = 400_000 }.Draw(4);
        double[] masses = toy.Column(1, BumpHunt.Mass);
        double[] weights = toy.Sets[1].Columns[0].Weights.ToArray();
        double[] x = toy.Column(1, "x");
        int[] category = [.. x.Select(v => v < -0.7 ? 0 : v < 0.7 ? 1 : 2)];
        IReadOnlyList<SidebandFactor> factors = new SidebandFit(new SidebandOptions()).FitAssigned(masses, weights, category, 3);
        for (int k = 0; k < 3; k++)
        {
            double all = 0, inside = 0;
            int counted = 0;
            for (int e = 0; e < masses.Length; e++)
            {
                if (category[e] != k) continue;
                all += weights[e];
                if (masses[e] < 123.5 || masses[e] >= 126.5) continue;
                inside += weights[e];
                counted++;
            }

            Assert.Equal(inside, all * factors[k].Factor, 4 * inside / Math.Sqrt(counted));
        }

        Assert.True(Math.Abs(factors[2].Factor - factors[0].Factor) > 20 * factors[1].Uncertainty);
    }

    private static double Density(double[] x, double[] mean)
    {
        // Inverse of 0.8·1 + 0.2 by Sherman and Morrison: (1 − J · 0.2/(0.8 + 0.6))/0.8.
        double square = 0, sum = 0;
        for (int d = 0; d < 3; d++)
        {
            square += (x[d] - mean[d]) * (x[d] - mean[d]);
            sum += x[d] - mean[d];
        }

        return Math.Exp(-0.5 * (square - (0.2 / 1.4 * sum * sum)) / 0.8);
    }

    private static double Mean(double[] x, int first, int second, int power) => Enumerable.Range(0, x.Length / 3).Average(e => power == 1 ? x[(3 * e) + first] : x[(3 * e) + first] * x[(3 * e) + second]);

    private static double Product(double[] x, int first, int second) => Mean(x, first, second, 2);

    private static void Same(ToySample one, ToySample other)
    {
        Assert.Equal(one.ColumnNames, other.ColumnNames);
        foreach ((EventSet a, EventSet b) in one.Sets.Zip(other.Sets))
        {
            Assert.Equal(a.Name, b.Name);
            Assert.Equal(a.Features.ToArray(), b.Features.ToArray());
            foreach ((WeightColumn c, WeightColumn d) in a.Columns.Zip(b.Columns)) Assert.Equal(c.Weights.ToArray(), d.Weights.ToArray());
        }
    }

    private static void Has(Action action, params string[] parts)
    {
        string message = Assert.Throws<ArgumentException>(action).Message;
        foreach (string part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static ToyOptions Of(string name, int threads) => name switch
    {
        "coordinates" => new ThreeGaussians { Scores = GaussianScores.Coordinates, SignalEvents = 9000, BackgroundEvents = 20_000, Threads = threads },
        "classes" => new ThreeGaussians { Scores = GaussianScores.Classes, SignalEvents = 9000, BackgroundEvents = 20_000, Threads = threads },
        "ratio" => new ThreeGaussians { SignalEvents = 9000, BackgroundEvents = 20_000, Threads = threads },
        "bump hunt" => new BumpHunt { SignalEvents = 9000, ContinuumEvents = 20_000, Threads = threads },
        "shifted weights" => new ShiftedBackground { SignalEvents = 9000, BackgroundEvents = 20_000, Threads = threads },
        _ => new ShiftedBackground { SignalEvents = 9000, BackgroundEvents = 20_000, Threads = threads, MovedEvents = true },
    };
}
