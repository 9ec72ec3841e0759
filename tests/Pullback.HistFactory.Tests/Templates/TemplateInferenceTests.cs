using Pullback.HistFactory.Inference;
using Pullback.HistFactory.InferenceObjectives;
using Pullback.HistFactory.Templates;
using Pullback.Statistics.Minimization;
using Pullback.TestKit;

namespace Pullback.HistFactory.Tests.Templates;

public sealed class TemplateInferenceTests
{
    [Fact]
    public void Expected_data_and_log_pdf_of_the_uncorrelated_background_are_those_of_pyhf()
    {
        TemplateInference inference = Bound(HepdataLikeModel.PerBin(2), [12, 11, 50, 52, 3, 7]);
        double[] counts = new double[2];
        double[] auxiliary = new double[2];
        inference.ExpectedCounts([1, 1, 1], counts);
        inference.ExpectedAuxiliary([1, 1, 1], auxiliary);
        Assert.Equal([62.0, 63.0], counts);
        Closeness.Near(277.777777777778, auxiliary[0], 1e-14);
        Closeness.Near(55.1836734693878, auxiliary[1], 1e-14);
        Closeness.Near(-15.3876271731573, inference.LogPdf([1, 1, 1], [51, 48]), 1e-13);
        Closeness.Near(-6.025179228209936, Bound(HepdataLikeModel.PerBin(1), [10, 50, 7]).LogPdf([1, 1], [55]), 1e-13);
        Closeness.Near(-23.579605171119738, Bound(HepdataLikeModel.PerBin(2), [30, 95, 100, 150, 10, 10]).LogPdf([1, 1, 1], [120, 180]), 1e-13);
    }

    [Theory]
    [InlineData(0.0, 1.0, 62.0, 63.0, -9.64813426184306)]
    [InlineData(0.5, 0.3, 51.1, 57.8, -7.66898417568375)]
    [InlineData(-1.5, 2.0, 81.5, 66.5, -17.2310072455818)]
    public void Expected_data_and_log_pdf_of_the_correlated_background_are_those_of_pyhf(double alpha, double mu, double first, double second, double logPdf)
    {
        TemplateInference inference = Bound(CorrelatedBackgroundModel.Create(2), [12, 11, 50, 52, 45, 57, 55, 47]);
        double[] counts = new double[2];
        inference.ExpectedCounts([alpha, mu], counts);
        Closeness.Near(first, counts[0], 1e-14);
        Closeness.Near(second, counts[1], 1e-14);
        Closeness.Near(logPdf, inference.LogPdf([alpha, mu], [51, 48]), 1e-13);
    }

    [Fact]
    public void The_conditional_uncertainty_of_a_variation_is_the_inverse_root_of_its_curvature()
    {
        TemplateInference inference = Bound(CorrelatedBackgroundModel.Create(2, "shape"), [30, 95, 100, 150, 102, 190, 98, 100]);
        FitResult fit = inference.FitConditional([120, 180], 1.0).ThrowIfFailed();
        Closeness.Near(17.529549632450824, fit.TwiceNll, 1e-13);
        Closeness.Near(-1.21898648, fit["shape"], 1e-8);
        Closeness.Near(0.264315732464556, fit.HesseUncertainty("shape"), Closeness.ExactFit);
        Assert.Equal(0.0, fit.HesseUncertainty("mu"));
        Assert.True(fit.IsFixed(1));
    }

    [Fact]
    public void A_parameter_at_its_bound_is_reported()
    {
        FitResult fit = Bound(HepdataLikeModel.PerBin(2), [12, 11, 50, 52, 3, 7]).FitFree([51, 48]).ThrowIfFailed();
        Assert.Equal(0.0, fit["mu"]);
        Assert.True(fit.IsAtBound(0));
        Assert.False(fit.IsAtBound(1));
        Assert.Equal(0.0, fit.HesseUncertainty("mu"));
        Assert.InRange(fit.Report.Edm, 0.0, 1e-14);
    }

    [Fact]
    public void A_fit_that_did_not_converge_looks_like_one()
    {
        // One gamma per bin would need no iteration: it is fitted in closed form.
        TemplateInference inference = new(HepdataLikeModel.Shared(2), new NewtonOptions { MaxIterations = 1 });
        inference.Bind([12, 11, 50, 52, 3, 7]);
        FitResult fit = inference.FitConditional([90, 20], 1.0);
        Assert.False(fit.IsConverged);
        Assert.Equal(FitOutcome.IterationLimitReached, fit.Report.Outcome);
        Assert.Equal(double.NaN, fit.HesseUncertainty("uncorr_bkguncrt"));
        Assert.Throws<FitFailedException>(() => fit.ThrowIfFailed());
        Assert.Throws<FitFailedException>(() => inference.ObservedStatistic(Pullback.Statistics.HypothesisTests.TestStatistic.QMu, 1.0, [90, 20]));
    }

    [Fact]
    public void The_uncertainty_of_the_signal_strength_is_that_of_a_fit_to_its_Asimov_data() =>
        RandomModels.ForAll(seed: 6, cases: 60, example =>
        {
            TemplateInference inference = Bound(example.Model, example.Templates);
            double[] nominal = [.. example.Model.Parameters.Select(p => p.Initial)];
            double[] asimov = new double[example.Model.Bins];
            inference.ExpectedCounts(nominal, asimov);
            FitResult fit = inference.FitFree(asimov).ThrowIfFailed();
            Closeness.Near(1.0, fit["mu"], 1e-9);
            Closeness.Near(fit.HesseUncertainty("mu"), inference.PoiUncertainty(1.0, []), 1e-9);
        });

    [Fact]
    public void Statistics_per_training_step_allocate_nothing()
    {
        TemplateModel model = new(new TemplateModelOptions
        {
            Bins = 3,
            Backgrounds = ["a", "b"],
            Variations = [new TemplateVariation("v", ["a"])],
            Uncertainty = new BackgroundUncertainty { Mode = GammaMode.PerBin },
        });
        TemplateInference inference = new(model);
        double[] templates = [5, 6, 7, 20, 30, 40, 10, 12, 14, 22, 33, 45, 19, 28, 36, 3, 4, 5];
        double[] gradient = new double[templates.Length];
        InferenceObjective[] objectives = [.. Objectives.All()];
        foreach (InferenceObjective objective in objectives) objective.Evaluate(inference, templates, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (InferenceObjective objective in objectives) objective.Evaluate(inference, templates, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static TemplateInference Bound(TemplateModel model, double[] templates)
    {
        TemplateInference inference = new(model);
        inference.Bind(templates);
        return inference;
    }
}
