using Pullback.HistFactory.Templates;
using Pullback.Statistics.HypothesisTests;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class TemplateInferenceGradientTests
{
    [Theory]
    [InlineData(TestStatistic.QMuTilde, 1.0)]
    [InlineData(TestStatistic.QMu, 1.4)]
    [InlineData(TestStatistic.Q0, 0.0)]
    public void Observed_and_expected_p_values_have_exact_gradients_through_every_fit(TestStatistic statistic, double poi)
    {
        int compared = 0;
        RandomModels.ForAll(seed: 2011, cases: 30, example =>
        {
            TemplateInference inference = new(example.Model);
            inference.Bind(example.Templates);
            HypothesisTestResult result = inference.Test(statistic, poi, example.Counts);

            // Away from the edges where a one-sided statistic switches on and mu_hat meets its bound, at which no two-sided difference exists.
            if (result.Q < 0.05 || Math.Abs(result.PoiHat) < 0.05 || Math.Abs(Math.Sqrt(result.Q) - Math.Sqrt(result.QAsimov)) < 0.05) return;
            compared++;
            HypothesisTestResult At(double[] y, double[] n)
            {
                inference.Bind(y);
                return inference.Test(statistic, poi, n);
            }

            void Compare(Func<HypothesisTestResult, double> value, StatisticGradient gradient, string what)
            {
                Closeness.GradientMatchesDifferences(y => value(At(y, example.Counts)), example.Templates, [.. gradient.Templates], what);
                Closeness.GradientMatchesDifferences(n => value(At(example.Templates, n)), example.Counts, [.. gradient.Counts], what);
            }

            Compare(r => r.Q, result.QGradient, "q");
            Compare(r => r.QAsimov, result.QAsimovGradient, "qA");
            Compare(r => r.Clsb, result.ClsbGradient(), "CLsb");
            Compare(r => r.Distribution.LogCls, result.LogClsGradient(), "ln CLs");
            Compare(r => r.Cls, result.ClsGradient(), "CLs");
            Compare(r => Math.Exp(r.Distribution.LogClsExpected(1.0)), result.ClsExpectedGradient(1.0), "expected CLs");
        });
        Assert.True(compared >= 8, $"only {compared} of 30 random models were away from every edge");
    }

    [Theory]
    [InlineData(TestStatistic.TMu)]
    [InlineData(TestStatistic.TMuTilde)]
    public void Two_sided_statistics_have_exact_gradients(TestStatistic statistic) =>
        RandomModels.ForAll(seed: 16, cases: 20, example =>
        {
            TemplateInference inference = new(example.Model);
            double[] templates = new double[example.Templates.Length];
            double[] counts = new double[example.Counts.Length];
            double At(double[] y, double[] n)
            {
                inference.Bind(y);
                return inference.ObservedStatistic(statistic, 2.0, n);
            }

            inference.Bind(example.Templates);
            Fit(inference, example, out double poiHat);
            if (Math.Abs(poiHat) < 0.05) return;
            inference.ObservedStatistic(statistic, 2.0, example.Counts, templates, counts);
            Closeness.GradientMatchesDifferences(y => At(y, example.Counts), example.Templates, templates, "t");
            Closeness.GradientMatchesDifferences(n => At(example.Templates, n), example.Counts, counts, "t");
        });

    [Fact]
    public void The_score_and_the_Hessian_match_differences() =>
        RandomModels.ForAll(seed: 71, cases: 40, example =>
        {
            TemplateInference inference = new(example.Model);
            inference.Bind(example.Templates);
            int p = example.Model.Parameters.Count;
            double[] point = [.. Enumerable.Range(0, p).Select(i => i < example.Model.PoiIndex ? 0.3 - 0.5 * i : i == example.Model.PoiIndex ? 0.8 : 1.1)];
            double[] score = new double[p];
            double[] hessian = new double[p * p];
            double value = inference.LogPdf(point, example.Counts, score, hessian);
            Closeness.Near(inference.LogPdf(point, example.Counts), value, Closeness.Rounding);
            Closeness.GradientMatchesDifferences(x => inference.LogPdf(x, example.Counts), point, score, "score");
            for (int i = 0; i < p; i++)
            {
                int row = i;
                Closeness.GradientMatchesDifferences(
                    x =>
                    {
                        double[] moved = new double[p];
                        inference.LogPdf(x, example.Counts, moved);
                        return moved[row];
                    },
                    point,
                    hessian.AsSpan(i * p, p),
                    "Hessian");
            }
        });

    private static void Fit(TemplateInference inference, TemplateCase example, out double poiHat) =>
        poiHat = inference.FitFree(example.Counts).ThrowIfFailed()["mu"];
}
