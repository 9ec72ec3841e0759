using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.HypothesisTests;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class DegenerateModelTests
{
    public static TheoryData<GammaMode> Modes => [GammaMode.Shared, GammaMode.PerBin];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Without_signal_nothing_is_excluded_and_gradients_vanish(GammaMode mode)
    {
        double[] templates = [0, 0, 50, 60, 5, 12];
        double[] gradient = new double[6];
        TemplateInference inference = new(HepdataLikeModel.Create(2, mode));
        Assert.Equal(1.0, Objectives.Cls().Evaluate(inference, templates, gradient));
        Assert.All(gradient, g => Assert.Equal(0.0, g));
        Assert.Equal(0.0, Objectives.LogCls().Evaluate(inference, templates, gradient), Closeness.Rounding);
        Assert.Equal(0.0, Objectives.DiscoverySignificance().Evaluate(inference, templates, gradient));
        Assert.Equal(0.5, Objectives.DiscoveryPValue().Evaluate(inference, templates, gradient), Closeness.Rounding);
        Assert.Equal(double.PositiveInfinity, Objectives.PoiUncertainty().Evaluate(inference, templates, gradient));
        Assert.All(gradient, g => Assert.Equal(0.0, g));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_vanishing_uncertainty_is_the_limit_of_a_small_one(GammaMode mode)
    {
        TemplateInference inference = new(HepdataLikeModel.Create(2, mode));
        foreach (InferenceObjective objective in Objectives.All().Where(o => o.Name != "generalized-variance"))
        {
            double[] exact = new double[6];
            double limit = objective.Evaluate(inference, [5, 10, 50, 60, 0, 0], exact);
            foreach (double scale in (double[])[1e-5, 1e-8, 1e-30, 1e-120])
            {
                double[] gradient = new double[6];
                Closeness.Near(limit, objective.Evaluate(inference, [5, 10, 50, 60, scale, 2 * scale], gradient), 1e-9, what: objective.Name);
                for (int i = 0; i < 6; i++) Closeness.Near(exact[i], gradient[i], 1e-5, 1e-5 * Math.Abs(exact[0]), objective.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_empty_bin_changes_nothing_and_gives_finite_gradients(GammaMode mode)
    {
        TemplateInference two = new(HepdataLikeModel.Create(2, mode));
        TemplateInference three = new(HepdataLikeModel.Create(3, mode));
        foreach (InferenceObjective objective in Objectives.All())
        {
            double[] gradient = new double[9];
            double value = objective.Evaluate(three, [5, 10, 0, 50, 60, 0, 5, 12, 0], gradient);
            Closeness.Near(objective.Evaluate(two, [5, 10, 50, 60, 5, 12]), value, Closeness.Rounding, what: objective.Name);
            Assert.All(gradient, g => Assert.True(double.IsFinite(g)));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_bin_with_signal_and_no_background_is_a_number_for_an_exclusion_and_an_error_for_a_discovery(GammaMode mode)
    {
        double[] templates = [5, 1, 50, 0, 5, 0];
        double[] gradient = new double[6];
        TemplateInference inference = new(HepdataLikeModel.Create(2, mode));
        double cls = Objectives.Cls().Evaluate(inference, templates, gradient);
        Assert.InRange(cls, 1e-3, 0.5);
        Assert.All(gradient, g => Assert.True(double.IsFinite(g)));

        // More background in that bin makes the exclusion weaker, with the slope of n ln n at zero.
        Assert.True(gradient[3] > 10.0);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Objectives.DiscoverySignificance().Evaluate(inference, templates, gradient));
        Assert.Contains("Bin 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gammas_without_uncertainty_or_background_are_fixed_in_both_modes()
    {
        TemplateInference perBin = new(HepdataLikeModel.PerBin(3));
        perBin.Bind([1, 1, 1, 5, 0, 5, 1, 1, 0]);
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(perBin.IsFixed));
        TemplateInference shared = new(HepdataLikeModel.Shared(3));
        shared.Bind([1, 1, 1, 5, 0, 5, 1, 1, 0]);
        Assert.True(shared.IsFixed(1));
        shared.Bind([1, 1, 1, 5, 0, 5, 1, 0, 1]);
        Assert.False(shared.IsFixed(1));
    }

    [Fact]
    public void Log_cls_is_a_number_far_beyond_the_range_of_cls()
    {
        // q = 2 (s - ...) with a background known exactly: q = 2 [s - b ln(1 + s/b)].
        TemplateInference inference = new(HepdataLikeModel.PerBin(1));
        double[] templates = [6e5, 1e3, 0];
        double[] gradient = new double[3];
        double q = 2.0 * (6e5 - 1e3 * Math.Log(601.0));
        double root = Math.Sqrt(q);
        double logCls = Objectives.LogCls().Evaluate(inference, templates, gradient);

        // ln 2 Phi(-x) = -x^2/2 - ln(x sqrt(2 pi)) + ln 2 - 1/x^2 + 5/(2 x^4)
        double asymptotic = -0.5 * q - Math.Log(root) - 0.5 * Math.Log(2.0 * Math.PI) + Math.Log(2.0) - 1.0 / q + 2.5 / q / q;
        Assert.True(q > 1e6);
        Closeness.Near(asymptotic, logCls, Closeness.Rounding);
        Assert.Equal(0.0, Objectives.Cls().Evaluate(inference, templates));
        double bySignal = -(1.0 - 1e3 / 6.01e5) * (1.0 + 1.0 / q - 2.0 / q / q);
        Closeness.Near(bySignal, gradient[0], 1e-10);
    }

    [Theory]
    [InlineData(0, -1.0, "signal", 0)]
    [InlineData(3, double.NaN, "background:background", 1)]
    [InlineData(5, double.PositiveInfinity, "uncertainty", 1)]
    public void A_rate_that_is_not_a_rate_is_an_error_that_names_template_and_bin(int entry, double value, string template, int bin)
    {
        double[] templates = [5, 10, 50, 60, 5, 12];
        templates[entry] = value;
        TemplateInference inference = new(HepdataLikeModel.PerBin(2));
        InvalidTemplateException error = Assert.Throws<InvalidTemplateException>(() => inference.Bind(templates));
        Assert.Equal((template, bin), (error.Template, error.Bin));
        Assert.Contains($"'{template}', bin {bin}", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => inference.FitFree([50, 60]));
    }

    [Fact]
    public void Wrong_counts_are_errors()
    {
        TemplateInference inference = new(HepdataLikeModel.PerBin(2));
        inference.Bind([5, 10, 50, 60, 5, 12]);
        Assert.Throws<ArgumentException>(() => inference.FitFree([50]));
        Assert.Contains("Bin 1", Assert.Throws<ArgumentException>(() => inference.FitFree([50, -1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => inference.Bind([5, 10]));
    }

    [Fact]
    public void Very_large_and_very_small_counts_keep_their_digits()
    {
        // With exact background, scaling signal and background by k scales q by k.
        TemplateInference inference = new(HepdataLikeModel.PerBin(1));
        inference.Bind([0.3, 1.0, 0.0]);
        double unit = inference.AsimovStatistic(1.0, 0.0, []);
        foreach (double k in (double[])[1e-9, 1e-3, 1e6, 1e15])
        {
            inference.Bind([0.3 * k, k, 0.0]);
            Closeness.Near(unit * k, inference.AsimovStatistic(1.0, 0.0, []), Closeness.Rounding);
        }
    }

    [Fact]
    public void A_statistic_of_observed_counts_is_finite_with_empty_bins()
    {
        TemplateInference inference = new(HepdataLikeModel.PerBin(3));
        inference.Bind([1, 2, 0.5, 5, 0.1, 0, 1, 0.1, 0]);
        HypothesisTestResult result = inference.Test(TestStatistic.QMuTilde, 1.0, [4, 0, 0]);
        Assert.InRange(result.Cls, 0.0, 1.0);
        Assert.All(result.ClsGradient().Templates, g => Assert.True(double.IsFinite(g)));
        Assert.All(result.ClsGradient().Counts, g => Assert.True(double.IsFinite(g)));
    }
}
