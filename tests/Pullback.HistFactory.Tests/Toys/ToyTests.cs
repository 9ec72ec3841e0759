using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Toys;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Tests.Toys;

/// <summary>Toys: their distributions, agreement with the asymptotic formulas, independence of threads, failures, cancellation.</summary>
public sealed class ToyTests
{
    [Fact]
    public void SampledDataHaveTheMeansAndVariancesOfTheModel()
    {
        Workspace workspace = ReferenceFiles.AllModifiers();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        double[] point = [.. model.Parameters.Select(p => p.Initial)];
        var sampler = new ToySampler(model, point);
        const int Toys = 20000;
        HistFactoryData[] toys = [.. Enumerable.Range(0, Toys).Select(i => sampler.Draw(new RandomStream(5, "test", (ulong)i)))];
        double[] rates = new ModelInference(model).ExpectedMain(point);
        for (int b = 0; b < rates.Length; b++) CheckMoments([.. toys.Select(t => t.Counts[b])], rates[b], rates[b], $"bin {b}");
        var inference = new ModelInference(model);
        double[] auxiliary = inference.ExpectedAuxiliary(point);
        for (int i = 0; i < auxiliary.Length; i++)
        {
            int p = model.ConstrainedParameters[i];
            double sigma = inference.PrefitUncertainty(p);
            if (double.IsNaN(sigma)) continue;
            bool isCount = model.Blocks.First(k => p >= k.First && p < k.First + k.Count).Constraint == HistFactory.Modifiers.ConstraintKind.Poisson;
            CheckMoments([.. toys.Select(t => t.Auxiliary[i])], auxiliary[i], isCount ? auxiliary[i] : sigma * sigma, model.Parameters[p].Name);
        }

        static void CheckMoments(double[] values, double mean, double variance, string what)
        {
            double average = values.Average();
            double spread = values.Sum(v => (v - mean) * (v - mean)) / values.Length;
            Assert.True(Math.Abs(average - mean) < 4.5 * Math.Sqrt(variance / values.Length), $"{what}: mean {average}, expected {mean}.");
            Assert.True(Math.Abs(spread - variance) < 5.0 * variance * Math.Sqrt(3.0 / values.Length), $"{what}: variance {spread}, expected {variance}.");
        }
    }

    [Fact]
    public void ResultsAreTheSameForAnyNumberOfThreads()
    {
        Workspace workspace = SmallModels.TwoBins();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        ToyTestResult[] results = [.. new[] { 1, 2, 7 }.Select(n => ToyTest.Run(model, data, 1.0, options: new ToyOptions { Toys = 501, Seed = 3, Threads = n }))];
        foreach (ToyTestResult result in results)
        {
            Assert.Equal(results[0].ExpectedCls, result.ExpectedCls);
            Assert.Equal(results[0].ExpectedClsb, result.ExpectedClsb);
            Assert.Equal((results[0].Q, results[0].Cls, results[0].Clsb, results[0].Clb, results[0].ClsUncertainty), (result.Q, result.Cls, result.Clsb, result.Clb, result.ClsUncertainty));
        }
    }

    [Theory]
    [InlineData(TestStatistic.QMuTilde)]
    [InlineData(TestStatistic.QMu)]
    public void ToysAgreeWithTheAsymptoticFormulasWhereThoseHold(TestStatistic statistic)
    {
        // Counts large enough for the formulas, and a tested value far from 0.
        Workspace workspace = SmallModels.Uncorrelated([80, 70], [5000, 5200], [30, 40], [5030, 5190]);
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        HypothesisTestResult asymptotic = new ModelInference(model).Test(statistic, 1.0, data);
        ToyTestResult toys = ToyTest.Run(model, data, 1.0, statistic, new ToyOptions { Toys = 6000 });
        Assert.Equal(0, toys.Failed);
        Close.To(asymptotic.Q, toys.Q, 1e-12);
        Assert.True(Math.Abs(asymptotic.Clsb - toys.Clsb) < 4.0 * toys.ClsbUncertainty + 0.01, $"CLsb {asymptotic.Clsb} {toys.Clsb}");
        Assert.True(Math.Abs(asymptotic.Clb - toys.Clb) < 4.0 * toys.ClbUncertainty + 0.01, $"CLb {asymptotic.Clb} {toys.Clb}");
        Assert.True(Math.Abs(asymptotic.Cls - toys.Cls) < 4.0 * toys.ClsUncertainty + 0.02, $"CLs {asymptotic.Cls} {toys.Cls}");
        for (int i = 0; i < 5; i++) Assert.InRange(toys.ExpectedCls[i] / asymptotic.ExpectedBand[i], 0.7, 1.4);
    }

    [Fact]
    public void DiscoveryToysAgreeWithPyhf()
    {
        // pyhf's validation: 2000 toys gave p0 0.004 and an expected median of 0.0135.
        Workspace workspace = SmallModels.Uncorrelated([25], [50], [7], [80]);
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        ToyTestResult toys = ToyTest.Run(model, model.DataOf(workspace), 0.0, TestStatistic.Q0, new ToyOptions { Toys = 20000 });
        Assert.InRange(toys.Clsb, 0.0025, 0.0060);
        Assert.InRange(toys.ExpectedClsb[2], 0.010, 0.018);
        Assert.True(toys.ExpectedClsb.Zip(toys.ExpectedClsb.Skip(1)).All(pair => pair.First <= pair.Second));
    }

    [Fact]
    public void PercentilesInterpolateLinearly()
    {
        Close.To([2.2750131948179195, 15.865525393145708, 50.0, 84.1344746068543, 97.72498680518208], ToyTest.Percentiles([.. Enumerable.Range(0, 101).Select(i => (double)i).Reverse()]), 1e-14);
        Close.To([7.0, 7.0, 7.0, 7.0, 7.0], ToyTest.Percentiles([7.0]), 0.0);
    }

    [Fact]
    public void EmptyBinsAndMissingSignalsHaveAnAnswer()
    {
        foreach (Workspace workspace in (Workspace[])[
            SmallModels.Uncorrelated([1, 0], [3, 0], [1, 0], [2, 0]),
            SmallModels.Uncorrelated([0, 0], [3, 4], [1, 1], [2, 3]),
            SmallModels.Uncorrelated([0.01], [0.02], [0.01], [0])])
        {
            HistFactoryModel model = HistFactoryModel.Create(workspace);
            ToyTestResult toys = ToyTest.Run(model, model.DataOf(workspace), 1.0, options: new ToyOptions { Toys = 200 });
            Assert.Equal(0, toys.Failed);
            Assert.InRange(toys.Cls, 0.0, 1.3);
            Assert.All(toys.ExpectedCls, v => Assert.False(double.IsNaN(v)));
        }
    }

    [Fact]
    public void FailedToysAreCountedAndLeftOut()
    {
        // A bin that only the signal fills: tested at 0 by discovery, every toy of the alternative with a count there is impossible under the tested hypothesis.
        Workspace workspace = SmallModels.Of(
            [[50, 0]], new Channel("c", [new Sample("signal", [10, 1], [SmallModels.Mu]), new Sample("background", [50, 0], [SmallModels.ShapeSys("sys", 5, 0)])]));
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        ToyTestResult toys = ToyTest.Run(model, model.DataOf(workspace), 0.0, TestStatistic.Q0, new ToyOptions { Toys = 400 });
        Assert.InRange(toys.Failed, 150, 350);
        Assert.False(double.IsNaN(toys.Clsb));
    }

    [Fact]
    public void ACancelledTestStops()
    {
        Workspace workspace = SmallModels.TwoBins();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        using var source = new CancellationTokenSource();
        var progress = new Stop(source);
        Assert.ThrowsAny<OperationCanceledException>(
            () => ToyTest.Run(model, model.DataOf(workspace), 1.0, options: new ToyOptions { Toys = 10_000_000 }, progress: progress, cancellation: source.Token));
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        Workspace workspace = SmallModels.TwoBins();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        Assert.Throws<ArgumentException>(() => ToyTest.Run(model, data, 1.0, TestStatistic.TMu));
        Assert.Throws<ArgumentException>(() => ToyTest.Run(model, data, double.NaN));
        Assert.Throws<ArgumentException>(() => ToyTest.Run(model, data, 1.0, options: new ToyOptions { Toys = 0 }));
        double[] negative = [.. model.Parameters.Select(p => p.Initial)];
        negative[model.PoiIndex] = -10.0;
        Assert.Throws<ArgumentException>(() => new ToySampler(model, negative));
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<int>
    {
        public void Report(int value) => source.Cancel();
    }
}
