using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;
using Pullback.Learning.Observables;
using Pullback.Learning.Observables.Makers;
using Pullback.Learning.Training;

namespace Pullback.Learning.Tests.Observables.Makers;

/// <summary>The generators of neos and the templates that their recipes make, against sums over the events done here.</summary>
public sealed class MakerTests
{
    [Fact]
    public void Three_blobs_have_the_means_yields_and_spread_of_neos()
    {
        var blobs = new ThreeBlobs { Points = 20_000 };
        ObservableData data = blobs.Draw(7);
        CheckMeans(data, ("signal", -1, 1), ("background_1", 2, 2), ("background_2", -1, -1));
        (ObservableMetrics metrics, double[][] shares, _) = Run(blobs, new SoftmaxSummaryOptions { Bins = 3, Floor = 1e-9 });
        double[] s = Counts(shares[0], 3, 20);
        double[] h1 = Counts(shares[1], 3, 100);
        double[] h2 = Counts(shares[2], 3, 100);
        for (int bin = 0; bin < 3; bin++)
        {
            Assert.Equal(s[bin], metrics.Templates[bin], 1e-9);
            Assert.Equal(0.5 * (h1[bin] + h2[bin]), metrics.Templates[3 + bin], 1e-9);
            Assert.Equal(0.5 * Math.Abs(h1[bin] - h2[bin]), metrics.Templates[6 + bin], 1e-9);
        }
    }

    [Fact]
    public void Three_samples_add_their_backgrounds_with_the_uncertainty_of_a_count()
    {
        var samples = new ThreeSamples { Group = 2, BackgroundScale = 3 };
        CheckMeans(new ThreeSamples { Points = 20_000, Group = 2 }.Draw(3), ("signal", 2, 2), ("background_1", -2, 2), ("background_2", 0, -2));
        (ObservableMetrics metrics, double[][] shares, _) = Run(samples, new SoftmaxSummaryOptions { Floor = 1e-9 });
        double[] s = Counts(shares[0], 2, 10);
        double[] b = [.. Counts(shares[1], 2, 10).Zip(Counts(shares[2], 2, 30), (p, q) => p + q)];
        for (int bin = 0; bin < 2; bin++)
        {
            Assert.Equal(s[bin], metrics.Templates[bin], 1e-9);
            Assert.Equal(b[bin], metrics.Templates[2 + bin], 1e-9);
            Assert.Equal(Math.Sqrt(b[bin]), metrics.Templates[4 + bin], 1e-9);
        }
    }

    [Fact]
    public void Four_blobs_make_a_background_with_an_up_and_a_down_template()
    {
        var blobs = new FourBlobs();
        ObservableData data = new FourBlobs { Points = 20_000 }.Draw(3);
        CheckMeans(data, ("signal", -1, 1), ("background", 1, -1), ("background", 2.5, 2), ("background", -2.5, -1.5));
        (ObservableMetrics metrics, double[][] shares, _) = Run(blobs, new KernelSummaryOptions { Edges = [0, 0.4, 1], Bandwidth = 0.2, Floor = 1e-3 }, GammaMode.None);
        double[] s = Counts(shares[0], 2, 20);
        double[] b = Counts(shares[1], 2, 100);
        double[] up = Counts(shares[2], 2, 100);
        double[] down = Counts(shares[3], 2, 100);
        for (int bin = 0; bin < 2; bin++)
        {
            Assert.Equal(s[bin], metrics.Templates[bin], 1e-9);
            Assert.Equal(b[bin] + 1e-3, metrics.Templates[2 + bin], 1e-9);
            Assert.Equal(up[bin] + 1e-3, metrics.Templates[4 + bin], 1e-9);
            Assert.Equal(down[bin] + 1e-3, metrics.Templates[6 + bin], 1e-9);
        }
    }

    [Fact]
    public void A_blob_does_not_depend_on_the_others_and_differs_from_seed_to_seed()
    {
        ObservableData first = new ThreeBlobs { Points = 10 }.Draw(1);
        Assert.Equal(first.Sets[2].Features.ToArray(), new ThreeBlobs { Points = 10, SignalMean = [5, 5] }.Draw(1).Sets[2].Features.ToArray());
        Assert.NotEqual(first.Sets[0].Features.ToArray(), new ThreeBlobs { Points = 10 }.Draw(2).Sets[0].Features.ToArray());
    }

    [Fact]
    public void Options_that_cannot_be_are_named_together()
    {
        string message = Assert.Throws<ArgumentException>(() => new ThreeSamples { Points = 0, Luminosity = double.NaN, Group = 4 }.Draw(1)).Message;
        foreach (string part in (string[])["0 points", "luminosity", "group is 4"]) Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static void CheckMeans(ObservableData data, params (string Process, double X, double Y)[] expected)
    {
        Assert.Equal(expected.Select(e => e.Process), data.Sets.Select(s => s.Columns[0].Process));
        foreach ((EventSet set, (_, double x, double y)) in data.Sets.Zip(expected))
        {
            double[] features = set.Features.ToArray();
            double tolerance = 5 / Math.Sqrt(set.Count);
            Assert.Equal(x, features.Where((_, i) => i % 2 == 0).Average(), tolerance);
            Assert.Equal(y, features.Where((_, i) => i % 2 == 1).Average(), tolerance);
            Assert.Equal(1.0, features.Where((_, i) => i % 2 == 0).Average(v => (v - x) * (v - x)), 1.5 * tolerance);
        }
    }

    private static double[] Counts(double[] shares, int bins, double yield)
    {
        double[] counts = new double[bins];
        for (int i = 0; i < shares.Length; i++) counts[i % bins] += shares[i] * yield / (shares.Length / bins);
        return counts;
    }

    private static (ObservableMetrics Metrics, double[][] Shares, TrainedObservable Observable) Run(BlobOptions blobs, SummaryOptions summary, GammaMode mode = GammaMode.PerBin)
    {
        ObservableData data = blobs.Draw(7);
        var options = new ObservableOptions
        {
            Network = new NetworkOptions { Hidden = [6], Activation = Activation.Tanh, Element = Autodiff.ElementType.Float64 },
            Summary = summary,
            Recipe = blobs.Recipe(mode),
            Training = new TrainingOptions { Epochs = 1 },
        };
        TrainedObservable observable = new ObservableTrainer(options, data).Train().Observable;
        return (observable.Evaluate(data), [.. data.Sets.Select(s => observable.Shares(s.Features))], observable);
    }
}
