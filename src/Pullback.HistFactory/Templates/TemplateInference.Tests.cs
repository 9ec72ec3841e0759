using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Templates;

/// <content>Test statistics, hypothesis tests and results of the information at an Asimov point, with their gradients through the fits.</content>
public sealed partial class TemplateInference
{
    /// <inheritdoc cref="Inference.ModelInference.AsimovStatistic"/>
    /// <summary>
    /// The profile likelihood ratio <c>-2 ln lambda(poi)</c> for the Asimov data at <paramref name="asimovPoi"/> and nominal nuisance parameters, whose free fit is
    /// known. One conditional fit.
    /// </summary>
    /// <param name="poi">The tested value.</param>
    /// <param name="asimovPoi">The value at which the data are generated.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    public double AsimovStatistic(double poi, double asimovPoi, Span<double> gradient)
    {
        RequireBound();
        double q = _inference.AsimovStatistic(poi, asimovPoi, InputsFor(gradient));
        Deliver(gradient);
        return q;
    }

    /// <summary>The uncertainty of the parameter of interest from the Fisher information at the Asimov point, nuisance parameters profiled: <c>sqrt((I^-1)_poi,poi)</c>.</summary>
    /// <remarks>Edges: without signal the parameter is not constrained; the value is <c>+infinity</c> and the gradient 0.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point; nuisance parameters at their nominal values.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    public double PoiUncertainty(double asimovPoi, Span<double> gradient)
    {
        RequireBound();
        double uncertainty = _inference.AsimovPoiUncertainty(asimovPoi, InputsFor(gradient));
        Deliver(gradient);
        return uncertainty;
    }

    /// <summary>The generalized variance at the Asimov point: the determinant of the covariance <c>I^-1</c> of all free parameters.</summary>
    /// <remarks>Edges: 0, with gradient 0, where a bin without expected events would gain some along a parameter, which is infinite information.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point; nuisance parameters at their nominal values.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    public double GeneralizedVariance(double asimovPoi, Span<double> gradient)
    {
        RequireBound();
        double variance = _inference.AsimovGeneralizedVariance(asimovPoi, InputsFor(gradient));
        Deliver(gradient);
        return variance;
    }

    /// <summary>A test statistic of observed counts and its gradient; auxiliary data at their nominal values. Two fits.</summary>
    /// <param name="statistic">The statistic; <see cref="TestStatistic.Q0"/> tests 0 whatever <paramref name="poi"/> is.</param>
    /// <param name="poi">The tested value.</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="templateGradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <param name="countGradient">Receives the gradient with respect to the counts, shape [bin]; empty to leave it out.</param>
    /// <returns>The statistic, at least 0.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    public double ObservedStatistic(
        TestStatistic statistic,
        double poi,
        ReadOnlySpan<double> counts,
        Span<double> templateGradient = default,
        Span<double> countGradient = default)
    {
        RequireBound();
        if (templateGradient.IsEmpty && countGradient.IsEmpty) return _inference.TestStatisticOf(statistic, poi, Observed(counts));
        (double q, StatisticGradient gradient) = _inference.TestStatisticWithGradient(statistic, poi, Observed(counts));
        if (!templateGradient.IsEmpty) ToTemplates(gradient.Templates).CopyTo(templateGradient);
        for (int b = 0; b < countGradient.Length; b++) countGradient[b] = gradient.Counts[b];
        return q;
    }

    /// <summary>An asymptotic hypothesis test of observed counts with everything that follows from it. Up to five fits.</summary>
    /// <remarks>
    /// <para>Asimov data are those of the conditional fit at mu = 0 (at 1 for <see cref="TestStatistic.Q0"/>), auxiliary data included, as in pyhf.</para>
    /// <para>Derivative: through all fits; the dependence of the Asimov data on the templates costs one solve with the Hessian of that fit.</para>
    /// </remarks>
    /// <param name="statistic">A one-sided statistic.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>, which tests 0.</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns>The result with its gradients.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="ArgumentException">The statistic is two-sided, or a number is not valid.</exception>
    public HypothesisTestResult Test(TestStatistic statistic, double poi, ReadOnlySpan<double> counts)
    {
        RequireBound();
        HypothesisTestResult result = _inference.Test(statistic, poi, Observed(counts), withGradients: true);
        return new HypothesisTestResult(
            result.Poi, result.PoiHat, result.Distribution, [.. result.AsimovCounts], ByTemplates(result.QGradient), ByTemplates(result.QAsimovGradient));
    }

    private StatisticGradient ByTemplates(StatisticGradient gradient) => new(ToTemplates(gradient.Templates), gradient.Counts);

    private Span<double> InputsFor(Span<double> gradient) => gradient.IsEmpty ? [] : _inputGradient;

    private void Deliver(Span<double> gradient)
    {
        if (!gradient.IsEmpty) _mapping.SetTemplateGradient(_inputGradient, gradient);
    }
}
