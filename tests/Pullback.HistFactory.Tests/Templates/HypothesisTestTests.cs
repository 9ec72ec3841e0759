using System.Text.Json;
using Pullback.HistFactory.Inference;
using Pullback.HistFactory.Interpolation;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.HypothesisTests;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class HypothesisTestTests
{
    /// <summary>The numbers of this case in the table come from descents that end in a local minimum.</summary>
    private const string TwoMinima = "val 2bin_2channel_coupledhistosys (code0)";

    public static TheoryData<string> NamesOfSingleMinima => [.. InferenceNumbers.Cases.Keys.Where(name => name != TwoMinima)];

    [Theory]
    [MemberData(nameof(NamesOfSingleMinima))]
    public void Reference_models_give_the_reference_p_values(string name)
    {
        InferenceCase example = InferenceNumbers.Cases[name];
        JsonElement reference = InferenceNumbers.Reference(name);
        TemplateInference inference = new(example.Model);
        inference.Bind(example.Templates);
        HypothesisTestResult result = inference.Test(example.Statistic, example.Poi, example.Counts);

        // The reference takes q as a difference of two sums that contain the auxiliary terms tau ln tau, whose rounding it keeps.
        double rounding = 1e-15 * AuxiliaryScale(example);
        Closeness.Near(reference.GetProperty("q").GetDouble(), result.Q, Closeness.ExactFit, rounding, "q");
        Closeness.Near(reference.GetProperty("qA").GetDouble(), result.QAsimov, Closeness.ExactFit, rounding, "qA");
        Near(reference, "CLsb", result.Clsb);
        Near(reference, "CLb", result.Clb);
        Near(reference, "CLs", example.Statistic == TestStatistic.Q0 ? result.Clsb : result.Cls);
        JsonElement band = reference.GetProperty("exp");
        for (int i = 0; i < 5; i++) Closeness.Near(band[i].GetDouble(), result.ExpectedBand[i], Closeness.ExactFit, rounding, what: $"exp[{i}]");
    }

    [Theory]
    [MemberData(nameof(NamesOfSingleMinima))]
    public void Reference_models_give_the_reference_fits(string name)
    {
        InferenceCase example = InferenceNumbers.Cases[name];
        JsonElement reference = InferenceNumbers.Reference(name);
        bool isDiscovery = example.Statistic == TestStatistic.Q0;
        TemplateInference inference = new(example.Model);
        inference.Bind(example.Templates);
        FitResult free = inference.FitFree(example.Counts).ThrowIfFailed();
        FitResult conditional = inference.FitConditional(example.Counts, isDiscovery ? 0.0 : example.Poi).ThrowIfFailed();
        Near(reference, "twice_nll_free", free.TwiceNll);
        Near(reference, "twice_nll_cond", conditional.TwiceNll);
        NearAll(reference, "free", free.Values);
        NearAll(reference, "cond", conditional.Values);
        Assert.True(free.Report.Iterations <= 15 && conditional.Report.Iterations <= 15, $"{free.Report.Iterations} and {conditional.Report.Iterations} iterations");

        double[] asimov = [.. inference.FitConditional(example.Counts, isDiscovery ? 1.0 : 0.0).ThrowIfFailed().Values];
        double[] data = new double[example.Model.Bins + example.Model.Options.Variations.Count + example.Model.GammaCount];
        inference.ExpectedCounts(asimov, data.AsSpan(0, example.Model.Bins));
        inference.ExpectedAuxiliary(asimov, data.AsSpan(example.Model.Bins));
        NearAll(reference, "asimov", data);
    }

    [Theory]
    [InlineData(InterpolationCode.Code0, 29.2874, 0.3127, 0.5006, 0.13830515)]
    [InlineData(InterpolationCode.Code4p, 29.33113, 0.41406, 0.42707, 0.11404342)]
    public void Likelihoods_with_two_minima_are_fitted_at_the_lower_one(InterpolationCode interpolation, double twiceNll, double alpha, double mu, double cls)
    {
        InferenceCase example = InferenceNumbers.Cases[TwoMinima];
        TemplateInference inference = new(new TemplateModel(example.Model.Options with { Interpolation = interpolation }));
        inference.Bind(example.Templates);
        FitResult free = inference.FitFree(example.Counts).ThrowIfFailed();
        Closeness.Near(twiceNll, free.TwiceNll, 0.0, 5e-5);
        Closeness.Near(alpha, free["coupled_histosys"], 0.0, 5e-5);
        Closeness.Near(mu, free["mu"], 0.0, 5e-5);
        Closeness.Near(cls, inference.Test(example.Statistic, 1.0, example.Counts).Cls, 0.0, 5e-9);
    }

    [Fact]
    public void Documented_models_give_their_published_numbers()
    {
        // U(5|50|7) at its own expected data: CLsb is exactly one half.
        HypothesisTestResult own = Test([5], [50], [7], [55], 1.0);
        Closeness.Near(0.7267805483282, own.Cls, Closeness.ExactFit);
        Closeness.Near(0.5, own.Clsb, Closeness.Rounding);
        Closeness.Near(0.24019010585016, own.QAsimov, Closeness.ExactFit);

        Closeness.Near(0.16778859719005534, Test([6], [9], [3], [9], 1.0).Cls, Closeness.ExactFit);
        Closeness.Near(0.70094600397439, Test([1], [1], [1], [2], 1.0).Cls, Closeness.ExactFit);
        Closeness.Near(0.999452012541266, Test([0.005], [28], [5], [28], 1.0).Cls, Closeness.ExactFit);

        // 40-digit solution of the model's quadratic; a difference of two log likelihoods would keep seven of these digits.
        Closeness.Near(4.716949327988241533723e-07, Test([0.005], [28], [5], [28], 1.0).Q, Closeness.ExactFit);
    }

    [Fact]
    public void The_conditional_fit_to_Asimov_data_is_the_root_of_its_quadratic()
    {
        TemplateInference inference = Bound([1], [1], [1]);
        FitResult asimov = inference.FitConditional([2.0], 0.0).ThrowIfFailed();
        Closeness.Near(1.5, asimov.Values[1], Closeness.Rounding);
        HypothesisTestResult result = inference.Test(TestStatistic.QMuTilde, 1.0, [2.0]);
        double gamma = (1.0 + Math.Sqrt(13.0)) / 4.0;

        // Main data 1.5 and auxiliary data 1.5, at mu = 1: rate gamma + 1, auxiliary rate gamma.
        double twice = 2.0 * (gamma + 1.0 - 1.5 - 1.5 * Math.Log((gamma + 1.0) / 1.5) + gamma - 1.5 - 1.5 * Math.Log(gamma / 1.5));
        Closeness.Near(twice, result.QAsimov, 1e-11);
    }

    [Fact]
    public void Testing_the_background_hypothesis_excludes_nothing()
    {
        HypothesisTestResult result = Test([12, 11], [50, 52], [3, 7], [51, 48], 0.0);
        Assert.Equal(0.0, result.Q);
        Assert.Equal(1.0, result.Cls);
        Assert.All(result.ClsGradient().Templates, g => Assert.Equal(0.0, g));
    }

    [Fact]
    public void A_free_fit_is_never_above_a_conditional_one_and_p_values_are_probabilities() =>
        RandomModels.ForAll(seed: 314, cases: 150, example =>
        {
            TemplateInference inference = new(example.Model);
            inference.Bind(example.Templates);
            FitResult free = inference.FitFree(example.Counts).ThrowIfFailed();
            foreach (double poi in (double[])[0.0, 0.5, 1.0, 3.0])
            {
                Assert.True(free.Nll <= inference.FitConditional(example.Counts, poi).ThrowIfFailed().Nll + 1e-11);
                HypothesisTestResult result = inference.Test(TestStatistic.QMuTilde, poi, example.Counts);
                Assert.InRange(result.Cls, 0.0, 1.0);
                Assert.InRange(result.Clsb, 0.0, result.Clb);
                double[] band = [.. result.ExpectedBand];
                Assert.Equal(band.Order(), band);
                Assert.InRange(band[^1], 0.0, 1.0);
            }
        });

    [Fact]
    public void Covariances_are_positive_and_symmetric() =>
        RandomModels.ForAll(seed: 27, cases: 100, example =>
        {
            TemplateInference inference = new(example.Model);
            inference.Bind(example.Templates);
            FitResult fit = inference.FitFree(example.Counts).ThrowIfFailed();
            int p = fit.Values.Count;
            for (int i = 0; i < p; i++)
            {
                double variance = fit.Covariance[i * p + i];
                bool moves = !fit.IsFixed(i) && !fit.IsAtBound(i);
                Assert.True(moves ? variance > 0.0 : variance == 0.0);
                for (int j = 0; j < i; j++)
                {
                    double covariance = fit.Covariance[i * p + j];
                    Assert.Equal(covariance, fit.Covariance[j * p + i]);
                    Assert.True(covariance * covariance <= variance * fit.Covariance[j * p + j]);
                }
            }
        });

    [Fact]
    public void A_two_sided_statistic_has_no_p_value()
    {
        TemplateInference inference = Bound([5], [50], [7]);
        Assert.Throws<ArgumentException>(() => inference.Test(TestStatistic.TMu, 1.0, [50.0]));
    }

    private static TemplateInference Bound(double[] signal, double[] background, double[] uncertainty)
    {
        TemplateInference inference = new(HepdataLikeModel.PerBin(signal.Length));
        inference.Bind([.. signal, .. background, .. uncertainty]);
        return inference;
    }

    private static HypothesisTestResult Test(double[] signal, double[] background, double[] uncertainty, double[] counts, double poi) =>
        Bound(signal, background, uncertainty).Test(TestStatistic.QMuTilde, poi, counts);

    private static double AuxiliaryScale(InferenceCase example)
    {
        if (example.Model.GammaCount == 0) return 0.0;
        ReadOnlySpan<double> background = example.Model.Layout.Background("background").Of(example.Templates.AsSpan());
        ReadOnlySpan<double> uncertainty = example.Model.Layout.Uncertainty.Of(example.Templates.AsSpan());
        double sum = 0.0;
        for (int b = 0; b < background.Length; b++)
        {
            double tau = uncertainty[b] > 0.0 ? Math.Pow(background[b] / uncertainty[b], 2.0) : 1.0;
            sum += tau * Math.Max(1.0, Math.Log(tau));
        }

        return sum;
    }

    private static void Near(JsonElement reference, string key, double actual) =>
        Closeness.Near(reference.GetProperty(key).GetDouble(), actual, Closeness.ExactFit, what: key);

    private static void NearAll(JsonElement reference, string key, IReadOnlyList<double> actual)
    {
        JsonElement expected = reference.GetProperty(key);
        if (expected.ValueKind == JsonValueKind.Null) return;
        Assert.Equal(expected.GetArrayLength(), actual.Count);
        for (int i = 0; i < actual.Count; i++) Closeness.Near(expected[i].GetDouble(), actual[i], Closeness.ExactFit, 1e-12, $"{key}[{i}]");
    }
}
