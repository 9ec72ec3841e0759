using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Workspaces;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Tests.Inference;

/// <summary>MINOS, scans, impacts, yields, goodness of fit, two-sided tests and batches.</summary>
public sealed class ProfileTests
{
    public static TheoryData<string> Names => ["two bins", "all_modifiers", "sbottom"];

    [Theory]
    [MemberData(nameof(Names))]
    public void MinosEndsLieOneAboveTheMinimum(string name)
    {
        (ModelInference inference, HistFactoryData data) = Open(name);
        FitResult fit = inference.Fit(data);
        foreach (int p in Enumerable.Range(0, fit.Values.Count).Where(p => !fit.IsFixed(p)).Where((_, i) => i % 7 == 0))
        {
            string parameter = fit.Parameters[p].Name;
            MinosInterval interval = inference.Minos(data, fit, parameter);
            Assert.Null(interval.BetterMinimum);
            foreach (double distance in (double[])[interval.Down, interval.Up])
            {
                if (double.IsNaN(distance))
                {
                    Assert.Equal(0.0, fit.Parameters[p].Lower);
                    continue;
                }

                FitResult end = inference.Fit(data, new Dictionary<string, double> { [parameter] = fit.Values[p] + distance });
                Close.To(1.0, end.TwiceNll - fit.TwiceNll, 1e-7, parameter);
                if (fit.HesseUncertainty(p) > 0.0) Assert.InRange(Math.Abs(distance) / fit.HesseUncertainty(p), 0.3, 3.0);
            }
        }
    }

    [Fact]
    public void MinosOfASingleCountHasTheKnownEnds()
    {
        // One bin, rate mu, n = 10: 2 (mu - 10 - 10 ln(mu/10)) = 1.
        Workspace workspace = SmallModels.Of([[10]], new Channel("c", [new Sample("signal", [1], [SmallModels.Mu])]));
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        var inference = new ModelInference(model);
        inference.SetBounds("mu", 0.0, 100.0);
        HistFactoryData data = model.DataOf(workspace);
        FitResult fit = inference.Fit(data);
        Close.To(10.0, fit["mu"], 1e-10);
        Close.To(Math.Sqrt(10.0), fit.HesseUncertainty(0), 1e-10);
        MinosInterval interval = inference.Minos(data, fit, "mu");
        foreach (double mu in (double[])[10.0 + interval.Down, 10.0 + interval.Up]) Close.To(1.0, 2.0 * (mu - 10.0 - 10.0 * Math.Log(mu / 10.0)), 1e-9);
        Assert.True(interval.Down < -2.0 && interval.Up > 3.0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ScansTouchZeroAtTheFitAndAgreeWithFitsPointByPoint(string name)
    {
        (ModelInference inference, HistFactoryData data) = Open(name);
        FitResult fit = inference.Fit(data);
        string poi = inference.Model.PoiName!;
        double[] values = [0.0, 0.3, fit[poi], 1.0, 2.5];
        IReadOnlyList<ProfilePoint> scan = inference.Scan(data, [poi], [.. values.Select(v => new[] { v })]);
        Close.To(0.0, scan[2].DeltaTwiceNll, 1e-10, "minimum", 1.0);
        for (int i = 0; i < values.Length; i++)
        {
            FitResult point = inference.Fit(data, new Dictionary<string, double> { [poi] = values[i] });
            Close.To(point.TwiceNll - fit.TwiceNll, scan[i].DeltaTwiceNll, 1e-9, "scan", 1.0);
            Close.To(values[i], scan[i].Values[0], 0.0);
        }
    }

    [Fact]
    public void ATwoParameterScanAgreesWithFits()
    {
        (ModelInference inference, HistFactoryData data) = Open("all_modifiers");
        FitResult fit = inference.Fit(data);
        IReadOnlyList<ProfilePoint> scan = inference.Scan(data, ["mu", "norm2"], [[0.2, 1.0], [0.9, 1.7]]);
        foreach (ProfilePoint point in scan)
        {
            FitResult at = inference.Fit(data, new Dictionary<string, double> { ["mu"] = point.Values[0], ["norm2"] = point.Values[1] });
            Close.To(at.TwiceNll - fit.TwiceNll, point.DeltaTwiceNll, 1e-9);
        }
    }

    [Fact]
    public void ImpactsAreChangesOfTheFittedValueAndAgreeWithTheCovarianceToFirstOrder()
    {
        (ModelInference inference, HistFactoryData data) = Open("sbottom");
        inference.SetBounds("mu_SIG", -50.0, 50.0);
        FitResult fit = inference.Fit(data);
        int poi = inference.Model.PoiIndex;
        foreach (string name in (string[])["mu_ttbar", "JET_GroupedNP_1", "lumi"])
        {
            if (!inference.Model.Parameters.Any(p => p.Name == name)) continue;
            int p = inference.Model.Parameters.IndexOf(name);
            Impact impact = inference.ImpactOf(data, fit, name);
            FitResult up = inference.Fit(data, new Dictionary<string, double> { [name] = fit.Values[p] + fit.HesseUncertainty(p) });
            Close.To(up.Values[poi] - fit.Values[poi], impact.Up, 1e-7, name, 1e-3);
            double linear = fit.Covariance[poi * fit.Values.Count + p] / fit.HesseUncertainty(p);
            Close.To(linear, 0.5 * (impact.Up - impact.Down), 0.2, name, 0.05);
            Assert.Equal(impact.Size, Math.Max(Math.Abs(impact.Up), Math.Abs(impact.Down)));
        }
    }

    [Fact]
    public void YieldsAddUpAndTheirUncertaintiesAgreeWithDifferences()
    {
        (ModelInference inference, HistFactoryData data) = Open("all_modifiers");
        FitResult fit = inference.Fit(data);
        IReadOnlyList<ChannelYield> yields = inference.PostfitYields(fit);
        double[] values = [.. fit.Values];
        double[] rates = inference.ExpectedMain(values);
        int bin = 0;
        int n = values.Length;
        foreach (ChannelYield channel in yields)
        {
            for (int b = 0; b < channel.Total.Count; b++, bin++)
            {
                Close.To(rates[bin], channel.Total[b], 1e-13);
                Close.To(rates[bin], channel.Samples.Sum(s => s.Counts[b]), 1e-13);
                double[] slope = [.. Enumerable.Range(0, n).Select(p =>
                {
                    double At(double h) => inference.ExpectedMain([.. values.Select((v, i) => i == p ? v + h : v)])[bin];
                    return (At(1e-5) - At(-1e-5)) / 2e-5;
                })];
                double variance = 0.0;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++) variance += slope[i] * fit.Covariance[i * n + j] * slope[j];
                }

                Close.To(Math.Sqrt(variance), channel.TotalUncertainty[b], 1e-6);
            }

            Close.To(channel.Total.Sum(), channel.Sum, 1e-13);
        }

        IReadOnlyList<ChannelYield> prefit = inference.PrefitYields();
        Assert.All(prefit, c => Assert.All(c.TotalUncertainty, u => Assert.True(u > 0.0)));
    }

    [Fact]
    public void TheSaturatedModelFitsPerfectly()
    {
        (ModelInference inference, HistFactoryData data) = Open("two bins");
        FitResult fit = inference.Fit(data);
        GoodnessOfFit goodness = inference.GoodnessOf(data, fit);

        // The log density of the saturated model, term by term.
        double saturated = 0.0;
        foreach (double n in data.Counts.Concat(data.Auxiliary)) saturated += Statistics.Distributions.PoissonDistribution.LogPdf(n, n);
        Close.To(fit.TwiceNll + 2.0 * saturated, goodness.Statistic, 1e-10, "statistic", 1.0);
        Assert.Equal(1, goodness.DegreesOfFreedom);
        Assert.InRange(goodness.PValue, 0.0, 1.0);
        HistFactoryData asimov = inference.AsimovData([.. fit.Values]);
        Close.To(1.0, inference.GoodnessOf(asimov, inference.Fit(asimov)).PValue, 1e-6);
    }

    [Fact]
    public void TwoSidedTestsFollowTheirAsymptoticDistributions()
    {
        (ModelInference inference, HistFactoryData data) = Open("two bins");
        TwoSidedTestResult tilde = inference.TestTwoSided(TestStatistic.TMuTilde, 1.0, data);
        HypothesisTestResult oneSided = inference.Test(TestStatistic.QMuTilde, 1.0, data);
        Close.To(oneSided.Q, tilde.Distribution.T, 1e-12);
        Close.To(oneSided.QAsimov, tilde.Distribution.TAsimov, 1e-12);
        for (int n = 1; n <= 5; n++)
        {
            double p = new TwoSidedDistribution(TestStatistic.TMu, n * n, 1.0).PValue;
            Close.To(2.0 * Numerics.SpecialFunctions.SpecialMath.NormalCdf(-n), p, 1e-14);
        }

        // The tilde distribution is continuous where its two forms meet, and needs its own form above.
        double at = new TwoSidedDistribution(TestStatistic.TMuTilde, 4.0, 4.0).LogPValue;
        double above = new TwoSidedDistribution(TestStatistic.TMuTilde, 4.0 + 1e-9, 4.0).LogPValue;
        Close.To(at, above, 1e-8);
        Assert.True(new TwoSidedDistribution(TestStatistic.TMuTilde, 9.0, 4.0).PValue < new TwoSidedDistribution(TestStatistic.TMu, 9.0, 4.0).PValue);
        Assert.True(double.IsFinite(new TwoSidedDistribution(TestStatistic.TMuTilde, 1e6, 4.0).LogPValue));
        Assert.Throws<ArgumentException>(() => new TwoSidedDistribution(TestStatistic.QMu, 1.0, 1.0));
        Assert.Throws<ArgumentException>(() => new TwoSidedDistribution(TestStatistic.TMu, -1.0, 1.0));
    }

    [Fact]
    public void BatchesGiveTheBitsOfSinglePointsForAnyNumberOfThreads()
    {
        (ModelInference inference, HistFactoryData data) = Open("sbottom");
        int p = inference.Model.Parameters.Count;
        double[] points = [.. Enumerable.Range(0, 300).SelectMany(i => inference.Model.Parameters.Select((q, k) => q.Initial + 0.01 * ((i * 7 + k) % 11 - 5)))];
        double[] gradients = new double[points.Length];
        double[] one = ModelBatch.Nll(inference.Model, points, data, threads: 1);
        double[] withGradients = ModelBatch.Nll(inference.Model, points, data, gradients, threads: 7);
        Assert.Equal(one, withGradients);
        for (int i = 0; i < 300; i += 50)
        {
            ReadOnlySpan<double> point = points.AsSpan(i * p, p);
            Close.To(-inference.LogPdf(point, data).LogPdf, one[i], 1e-12);
            Assert.Equal(inference.NllGradient(point, data, []), gradients[(i * p)..((i + 1) * p)]);
        }
    }

    [Fact]
    public void ClippedExpectationsStopAtTheSmallestStatistic()
    {
        (ModelInference inference, HistFactoryData data) = Open("two bins");
        HypothesisTestResult normal = inference.Test(TestStatistic.QMuTilde, 0.3, data);
        HypothesisTestResult clipped = inference.Test(TestStatistic.QMuTilde, 0.3, data, BaseDistribution.ClippedNormal);
        Assert.Equal(normal.Cls, clipped.Cls);
        double root = Math.Sqrt(normal.QAsimov);
        Assert.InRange(root, 0.2, 1.0);
        Close.To(0.5 / Numerics.SpecialFunctions.SpecialMath.NormalCdf(root), clipped.ExpectedBand[4], 1e-12);
        Close.To([normal.ExpectedBand[0], normal.ExpectedBand[1], normal.ExpectedBand[2]], [clipped.ExpectedBand[0], clipped.ExpectedBand[1], clipped.ExpectedBand[2]], 0.0);
    }

    [Fact]
    public void AFitWithoutAMinimumSaysSo()
    {
        // Two unconstrained factors on one sample: only their product is measured.
        Workspace workspace = SmallModels.Of(
            [[60]], new Channel("c", [new Sample("signal", [50], [SmallModels.Mu, new Modifier("k", "normfactor", NoModifierData.Instance)])]));
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        FitResult fit = new ModelInference(model).Fit(model.DataOf(workspace));
        Assert.False(fit.IsConverged);
        Assert.Equal(FitOutcome.NotAMinimum, fit.Report.Outcome);
        Assert.All(Enumerable.Range(0, 2), i => Assert.True(double.IsNaN(fit.HesseUncertainty(i))));
    }

    private static (ModelInference Inference, HistFactoryData Data) Open(string name)
    {
        Workspace workspace = name switch { "two bins" => SmallModels.TwoBins(), "all_modifiers" => ReferenceFiles.AllModifiers(), _ => ReferenceFiles.Sbottom() };
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        return (new ModelInference(model), model.DataOf(workspace));
    }
}
