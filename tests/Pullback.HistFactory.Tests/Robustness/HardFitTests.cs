using System.Globalization;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Workspaces;
using Pullback.Numerics.Random;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;
using static Pullback.HistFactory.Tests.Models.ModelParts;

namespace Pullback.HistFactory.Tests.Robustness;

/// <summary>Models on which fits are known to fail, each with its answer in closed form or with the failure that it must be.</summary>
public sealed class HardFitTests
{
    [Fact]
    public void An_empty_bin_without_expectation_adds_nothing()
    {
        (ModelInference with, HistFactoryData withData) = Of(SmallModels.Uncorrelated([12, 0], [50, 0], [3, 0], [51, 0]));
        (ModelInference without, HistFactoryData withoutData) = Of(SmallModels.Uncorrelated([12], [50], [3], [51]));
        Close.To(without.Fit(withoutData).Values[0], with.Fit(withData).Values[0], 1e-12);
        Close.To(without.Test(TestStatistic.QMuTilde, 1.0, withoutData).Cls, with.Test(TestStatistic.QMuTilde, 1.0, withData).Cls, 1e-12);
        Close.To(without.Limits(withoutData).Observed, with.Limits(withData).Observed, 1e-10);
    }

    [Fact]
    public void A_bin_of_signal_alone_is_fitted_from_a_start_where_it_is_impossible()
    {
        Channel[] channels = [Channel("SR", Sample("signal", [0, 5], SmallModels.Mu), Sample("background", [50, 0], SmallModels.ShapeSys("s", 5, 0)))];
        (ModelInference inference, HistFactoryData data) = Of(Workspace("mu", [new("mu") { Inits = [0.0] }], [[51, 8]], channels));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Close.To(1.6, fit["mu"], 1e-10);

        foreach (Action impossible in (Action[])[() => inference.Fit(data, new Dictionary<string, double> { ["mu"] = 0.0 }).ThrowIfFailed(), () => inference.Test(TestStatistic.Q0, 0.0, data), () => inference.Limits(data)])
            Assert.Equal(FitOutcome.InfeasibleStart, Assert.Throws<FitFailedException>(impossible).Outcome);
        string message = Assert.Throws<FitFailedException>(() => inference.Test(TestStatistic.Q0, 0.0, data)).Message;
        Assert.Contains("channel 'SR', bin 1", message, StringComparison.Ordinal);
        Assert.Contains("8 events", message, StringComparison.Ordinal);
        Assert.Contains("mu = 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_background_and_events_the_limit_is_that_of_a_count()
    {
        (ModelInference inference, HistFactoryData data) = Of(Workspace("mu", [], [[0]], Channel("c", Sample("signal", [2], SmallModels.Mu))));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Assert.Equal(0.0, fit["mu"]);
        Assert.True(fit.IsAtBound(0));

        // q = qA = 2 s mu, so that CLs = 2 Phi(-sqrt(q)).
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.5, data);
        Close.To(6.0, test.Q, 1e-12);
        Close.To(1.959963984540054 * 1.959963984540054 / 4.0, inference.Limits(data).Observed, 1e-10);
    }

    [Fact]
    public void A_signal_of_zero_is_not_excluded()
    {
        (ModelInference inference, HistFactoryData data) = Of(SmallModels.Uncorrelated([0, 0], [50, 52], [3, 7], [51, 48]));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Assert.Equal((1.0, 0.0), (fit["mu"], fit.HesseUncertainty(0)));
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data, withGradients: true);
        Assert.Equal((0.0, 0.0, 1.0), (test.Q, test.QAsimov, test.Cls));
        Assert.All(test.ExpectedBand, p => Assert.Equal(1.0, p));
        Assert.All(test.ClsGradient().Templates, g => Assert.Equal(0.0, g));
        UpperLimits limits = inference.Limits(data, withGradients: true);
        Assert.Equal(double.NaN, limits.Observed);
        Assert.All(limits.Expected, e => Assert.Equal(double.NaN, e));
        MinosInterval interval = inference.Minos(data, fit, "mu");
        Assert.Equal((double.NaN, double.NaN), (interval.Down, interval.Up));
    }

    /// <summary>A signal whose own statistical uncertainty of 60 % absorbs it: the Asimov statistic does not exceed 1/0.36 until the gamma is at its bound.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-10)]
    public void A_signal_that_is_absorbed_has_no_limit_where_others_may(double lower)
    {
        Channel[] channels = [Channel("c", Sample("signal", [10], SmallModels.Mu, StatError("own", 6)), Sample("background", [30]))];
        (ModelInference inference, HistFactoryData data) = Of(Workspace("mu", [new("own") { Bounds = [(lower, 10.0)] }], [[30]], channels));
        UpperLimits limits = inference.Limits(data);
        for (int i = 0; i < 5; i++)
        {
            bool isLost = lower == 0.0 && i > 1;
            Assert.Equal(isLost, double.IsNaN(limits.Expected[i]));
            if (!isLost) Close.To(0.05, inference.Test(TestStatistic.QMuTilde, limits.Expected[i], data).ExpectedBand[i], 1e-8);
        }

        // Where the bound of gamma leaves one part in 1e10 of the signal: 2 (s - 30 ln(1 + s/30)) + 1/0.36 = 3.656².
        if (lower > 0.0) Assert.InRange(limits.Expected[4], 2e10, 2.3e10);
    }

    [Fact]
    public void A_shapefactor_takes_what_its_channel_observes()
    {
        Workspace workspace = Workspace(
            "mu", [], [[40, 70, 20], [60, 30, 10]],
            Channel("control", Sample("background", [50, 50, 50], ShapeFactor("shape"))), Channel("signal", Sample("background", [50, 50, 50], ShapeFactor("shape")), Sample("signal", [5, 10, 5], SmallModels.Mu)));
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        FitResult fit = inference.Fit(data, new Dictionary<string, double> { ["mu"] = 0.0 }).ThrowIfFailed();
        Close.To([1.0, 1.0, 0.3], [fit["shape[0]"], fit["shape[1]"], fit["shape[2]"]], 1e-10);
        Assert.True(inference.Test(TestStatistic.QMuTilde, 1.0, data).Cls is > 0.0 and < 1.0);
    }

    [Fact]
    public void A_flat_direction_is_reported_as_one()
    {
        Workspace workspace = Workspace("mu", [], [[51, 48]], Channel("c", Sample("signal", [12, 11], SmallModels.Mu, NormFactor("nu")), Sample("background", [50, 52])));
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        FitResult fit = inference.Fit(data);
        if (!fit.IsConverged) Assert.Contains("not constrained", Assert.Throws<FitFailedException>(() => fit.ThrowIfFailed()).Message, StringComparison.Ordinal);
        inference.Hold("nu", 2.0);
        FitResult held = inference.Fit(data).ThrowIfFailed();
        Assert.Equal(2.0, held["nu"]);
    }

    [Fact]
    public void A_template_that_would_become_negative_stays_in_its_domain()
    {
        Workspace workspace = Workspace(
            "mu", [], [[50, 0]], Channel("c", Sample("signal", [5, 1], SmallModels.Mu), Sample("background", [50, 2], SmallModels.HistoSys("shape", [50, 5], [50, -1]))));
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        FitResult fit = inference.Fit(data);
        Assert.All(inference.ExpectedMain([.. fit.Values]), rate => Assert.True(rate >= 0.0));
        Assert.True(fit.IsConverged || Assert.Throws<FitFailedException>(() => fit.ThrowIfFailed()).Message.Contains("negative", StringComparison.Ordinal), fit.Report.ToString());
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    [InlineData(1e3)]
    [InlineData(1e9)]
    public void Counts_of_any_size_are_fitted(double scale)
    {
        (ModelInference inference, HistFactoryData data) = Of(Workspace(
            "mu", [], [[51 * scale, 48 * scale]],
            Channel("c", Sample("signal", [12 * scale, 11 * scale], SmallModels.Mu), Sample("background", [50 * scale, 52 * scale], SmallModels.ShapeSys("s", 3 * scale, 7 * scale), SmallModels.NormSys("xs", 0.9, 1.1)))));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Assert.All(fit.Values, v => Assert.True(double.IsFinite(v)));
        HypothesisTestResult test = inference.Test(TestStatistic.QMuTilde, 1.0, data);
        Assert.True(test.Cls is >= 0.0 and <= 1.0);
        UpperLimits limits = inference.Limits(data);
        Close.To(0.05, inference.Test(TestStatistic.QMuTilde, limits.Observed, data).Cls, 1e-8);
    }

    [Fact]
    public void Tiny_uncertainties_hold_their_parameters()
    {
        Channel[] channels = [Channel("c", Sample("signal", [12, 11], SmallModels.Mu), Sample("background", [50, 52], SmallModels.ShapeSys("s", 1e-7, 1e-8), StatError("st", 1e-8, 1e-7), Lumi()))];
        (ModelInference inference, HistFactoryData data) = Of(Workspace("mu", [LumiSettings() with { Sigmas = [1e-9] }], [[51, 48]], channels));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        (ModelInference exact, HistFactoryData exactData) = Of(Workspace("mu", [], [[51, 48]], Channel("c", Sample("signal", [12, 11], SmallModels.Mu), Sample("background", [50, 52]))));
        Close.To(exact.Fit(exactData)["mu"], fit["mu"], 1e-7, floor: 1.0);
        Close.To(exact.Test(TestStatistic.QMuTilde, 1.0, exactData).Cls, inference.Test(TestStatistic.QMuTilde, 1.0, data).Cls, 1e-6);
    }

    [Fact]
    public void With_all_parameters_fixed_the_fit_is_the_start()
    {
        Workspace workspace = SmallModels.TwoBins();
        workspace = workspace with { Measurements = [new("m", "mu", [new("mu") { Fixed = true, Inits = [0.5] }, new("uncorr_bkguncrt") { Fixed = true }])] };
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Assert.Equal([0.5, 1.0, 1.0], fit.Values);
        Close.To(-inference.LogPdf([0.5, 1.0, 1.0], data).LogPdf, fit.Nll, 1e-13);
        Assert.All(fit.Covariance.ToArray(), c => Assert.Equal(0.0, c));
        Assert.Contains("fixed", Assert.Throws<InvalidModelException>(() => inference.Limits(data)).Message, StringComparison.Ordinal);
    }

    /// <summary>Nothing but parameters that are profiled in closed form.</summary>
    [Fact]
    public void A_gamma_can_be_the_parameter_of_interest()
    {
        Workspace workspace = Workspace("own", [], [[30]], Channel("c", Sample("background", [20]), Sample("other", [5], StatError("own", 1))));
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        FitResult fit = inference.Fit(data).ThrowIfFailed();

        // 5 - 5 n / (20 + 5 g) + (g - 1) / 0.04 = 0.
        double g = fit["own[0]"];
        Close.To(0.0, 5.0 - 150.0 / (20.0 + 5.0 * g) + (g - 1.0) / 0.04, 1e-9, floor: 1.0);
        Close.To(1.0 / Math.Sqrt(25.0 * 30.0 / Math.Pow(20.0 + 5.0 * g, 2) + 25.0), fit.HesseUncertainty(0), 1e-10);
        UpperLimits limits = inference.Limits(data);
        Close.To(0.05, inference.Test(TestStatistic.QMuTilde, limits.Observed, data).Cls, 1e-8);
        MinosInterval interval = inference.Minos(data, fit, "own[0]");
        Close.To(1.0, inference.Fit(data, new Dictionary<string, double> { ["own[0]"] = g + interval.Up }).TwiceNll - fit.TwiceNll, 1e-7);
        Assert.True(inference.EstimateOf(data, "own[0]").Gradient.Templates.All(double.IsFinite));
    }

    [Fact]
    public void A_shapefactor_of_one_bin_can_be_the_parameter_of_interest()
    {
        (ModelInference factor, HistFactoryData data) = Of(Workspace("f", [], [[60]], Channel("c", Sample("signal", [10], ShapeFactor("f")), Sample("background", [50], SmallModels.ShapeSys("s", 5)))));
        (ModelInference norm, HistFactoryData other) = Of(SmallModels.Uncorrelated([10], [50], [5], [60]));
        Close.To(norm.Test(TestStatistic.QMuTilde, 1.5, other).Cls, factor.Test(TestStatistic.QMuTilde, 1.5, data).Cls, 1e-12);
        Close.To(norm.Limits(other).Observed, factor.Limits(data).Observed, 1e-10);
    }

    [Fact]
    public void The_parameter_of_interest_may_scale_backgrounds_too()
    {
        (ModelInference inference, HistFactoryData data) = Of(Workspace(
            "mu", [], [[51, 48]], Channel("c", Sample("signal", [12, 11], SmallModels.Mu), Sample("background", [20, 22], SmallModels.Mu, SmallModels.NormSys("xs", 0.9, 1.1)), Sample("rest", [10, 10], SmallModels.ShapeSys("s", 2, 2)))));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        UpperLimits limits = inference.Limits(data);
        Assert.True(limits.Observed > fit["mu"]);
        Close.To(0.05, inference.Test(TestStatistic.QMuTilde, limits.Observed, data).Cls, 1e-8);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(10.0)]
    public void A_start_at_a_bound_is_left(double start)
    {
        Workspace workspace = SmallModels.TwoBins(60, 65);
        double expected = Fit(workspace)["mu"];
        Close.To(expected, Fit(workspace with { Measurements = [new("m", "mu", [new("mu") { Inits = [start] }])] })["mu"], 1e-9);
    }

    [Fact]
    public void A_minimum_on_a_kink_is_a_minimum()
    {
        // With codes 0 and 1 the slope of the templates changes at 0; the data lie between the two.
        var options = new ModelOptions { HistoSys = InterpolationCode.Code0, NormSys = InterpolationCode.Code1 };
        foreach (Modifier modifier in (Modifier[])[SmallModels.HistoSys("a", [110], [130]), SmallModels.NormSys("a", 1.1, 1.3)])
        {
            Workspace workspace = Workspace("mu", [], [[90]], Channel("c", Sample("signal", [10], SmallModels.Mu), Sample("background", [100], modifier)));
            HistFactoryModel model = HistFactoryModel.Create(workspace, null, options);
            var inference = new ModelInference(model);
            FitResult fit = inference.Fit(model.DataOf(workspace)).ThrowIfFailed();
            Close.To(0.0, fit["a"], 1e-9, floor: 1.0);
            Assert.Equal(0.0, fit["mu"]);
        }
    }

    [Fact]
    public void Nothing_observed_anywhere_sets_a_limit()
    {
        (ModelInference inference, HistFactoryData data) = Of(Workspace(
            "mu", [], [[0, 0, 0]], Channel("c", Sample("signal", [1, 2, 3], SmallModels.Mu), Sample("background", [5, 4, 3], SmallModels.ShapeSys("s", 1, 1, 1), SmallModels.NormSys("xs", 0.8, 1.2), StatError("st", 1, 1, 1)))));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        Assert.Equal(0.0, fit["mu"]);
        UpperLimits limits = inference.Limits(data);
        Assert.InRange(limits.Observed, 0.01, 2.0);
        Assert.True(limits.Observed < limits.Expected[2]);
    }

    [Fact]
    public void One_bin_and_three_hundred_bins_agree_when_only_the_sum_counts()
    {
        const int Bins = 300;
        Workspace one = Workspace("mu", [], [[3000]], Channel("c", Sample("signal", [300], SmallModels.Mu), Sample("background", [3000], SmallModels.NormSys("xs", 0.9, 1.1))));
        Workspace many = Workspace(
            "mu", [], [[.. Enumerable.Repeat(10.0, Bins)]],
            Channel("c", Sample("signal", [.. Enumerable.Repeat(1.0, Bins)], SmallModels.Mu), Sample("background", [.. Enumerable.Repeat(10.0, Bins)], SmallModels.NormSys("xs", 0.9, 1.1))));
        (ModelInference left, HistFactoryData leftData) = Of(one);
        (ModelInference right, HistFactoryData rightData) = Of(many);
        Close.To(left.Test(TestStatistic.QMuTilde, 1.0, leftData).Cls, right.Test(TestStatistic.QMuTilde, 1.0, rightData).Cls, 1e-10);
        Close.To(left.Limits(leftData).Observed, right.Limits(rightData).Observed, 1e-9);
    }

    [Fact]
    public void Two_hundred_nuisance_parameters_are_fitted()
    {
        var random = new RandomStream(5, "many nuisance parameters");
        double[] Vary(double[] data, double size) => [.. data.Select(d => d * (1.0 + size * random.Normal()))];
        double[] background = [.. Enumerable.Range(0, 20).Select(b => 200.0 * Math.Exp(-0.1 * b))];
        Modifier[] modifiers = [.. Enumerable.Range(0, 200).Select(k => k % 2 == 0
            ? SmallModels.NormSys(Name(k), Math.Exp(0.03 * random.Normal()), Math.Exp(0.03 * random.Normal()))
            : SmallModels.HistoSys(Name(k), Vary(background, 0.02), Vary(background, 0.02)))];
        double[] observed = [.. background.Select(b => random.Poisson(1.05 * b))];
        (ModelInference inference, HistFactoryData data) = Of(Workspace(
            "mu", [], [observed], Channel("c", Sample("signal", [.. Enumerable.Range(0, 20).Select(b => 0.5 * b)], SmallModels.Mu), Sample("background", background, modifiers))));
        FitResult fit = inference.Fit(data).ThrowIfFailed();
        double[] gradient = inference.NllGradient([.. fit.Values], data, []);
        Assert.All(Enumerable.Range(0, gradient.Length), i => Assert.True(fit.IsAtBound(i) || Math.Abs(gradient[i]) < 1e-7));
        Assert.True(inference.Test(TestStatistic.QMuTilde, 1.0, data).Cls is > 0.0 and < 1.0);

        static string Name(int k) => "a" + k.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Results_after_new_numbers_do_not_depend_on_calls_before_them()
    {
        Workspace workspace = SmallModels.Coupled();
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        HistFactoryData data = model.DataOf(workspace);
        double[] inputs = [.. model.Inputs.Select((v, i) => i % 3 == 0 ? 0.7 * v : v)];
        var used = new ModelInference(model);
        _ = used.Fit(data);
        used.Bind(inputs);
        var fresh = new ModelInference(model);
        fresh.Bind(inputs);
        FitResult left = used.Fit(data);
        FitResult right = fresh.Fit(data);
        Assert.Equal(right.Values, left.Values);
        Assert.Equal(right.OtherMinima, left.OtherMinima);
        Assert.Equal(right.Report, left.Report);
    }

    private static (ModelInference Inference, HistFactoryData Data) Of(Workspace workspace)
    {
        HistFactoryModel model = HistFactoryModel.Create(workspace);
        return (new ModelInference(model), model.DataOf(workspace));
    }

    private static FitResult Fit(Workspace workspace)
    {
        (ModelInference inference, HistFactoryData data) = Of(workspace);
        return inference.Fit(data).ThrowIfFailed();
    }
}
