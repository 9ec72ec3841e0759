using System.Globalization;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <content>Test statistics and hypothesis tests with their gradients through the fits.</content>
public sealed partial class TemplateInference
{
    /// <summary>
    /// The profile likelihood ratio <c>-2 ln lambda(poi)</c> for the Asimov data at <paramref name="asimovPoi"/> and nominal nuisance parameters, whose free fit is
    /// known. One conditional fit.
    /// </summary>
    /// <remarks>
    /// <para>Derivative: by the envelope theorem and through the data, which are a function of the templates.</para>
    /// <para>Edges: a bin whose Asimov count is 0 has an infinite slope <c>ln(0)</c> in its background where the tested rate is not 0; the gradient is the one at the smallest normal double instead.</para>
    /// </remarks>
    /// <param name="poi">The tested value.</param>
    /// <param name="asimovPoi">The value at which the data are generated.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <returns>q, at least 0.</returns>
    /// <exception cref="FitFailedException">The conditional fit did not converge.</exception>
    /// <exception cref="ArgumentException">The tested hypothesis expects no events in a bin where the Asimov data have some.</exception>
    public double AsimovStatistic(double poi, double asimovPoi, Span<double> gradient)
    {
        RequireBound();
        RequireFinite(poi);
        RequireFinite(asimovPoi);
        MoveToNominal(_asimov.Point, asimovPoi);
        _asimov.Point.Rates.AsSpan().CopyTo(_asimovData.Counts);
        _asimovData.ResetAuxiliary();
        RequireNonNegative(_asimovData.Counts, "Asimov count");
        NewtonReport report = RunFit(_conditional, _conditionalNewton, _asimovData, poi, null);
        if (report.Outcome == FitOutcome.InfeasibleStart) ThrowUnboundedStatistic(poi, asimovPoi);
        ThrowIfFailed(report, "conditional fit to the Asimov data");
        if (gradient.IsEmpty) return 2.0 * report.Value;

        gradient.Clear();
        _gradient.Clear();
        RatePoint point = _conditional.Point;
        for (int b = 0; b < Model.Bins; b++)
        {
            point.AddTemplateGradient(2.0 * _conditional.RateGradient(b), b, _gradient);
            _asimov.Point.AddTemplateGradient(-2.0 * LogRatio(point.Rates[b], _asimovData.Counts[b]), b, _gradient);
        }

        for (int j = 0; j < Model.GammaCount; j++)
            _gradient.AddTau(j, 2.0 * PoissonDistribution.ExcessOverLog1P(point.Parameters[_poi + 1 + j]));
        _templates.Scatter(_gradient, gradient);
        return 2.0 * report.Value;
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
        RequireFinite(poi);
        SetObserved(counts);
        double q = RunObserved(statistic, statistic == TestStatistic.Q0 ? 0.0 : poi);
        _gradient.Clear();
        if (q > 0.0 && !(templateGradient.IsEmpty && countGradient.IsEmpty)) AddObservedGradient(_gradient);
        Deliver(templateGradient, countGradient);
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
        RequireFinite(poi);
        SetObserved(counts);
        double tested = statistic == TestStatistic.Q0 ? 0.0 : poi;
        double asimovPoi = statistic == TestStatistic.Q0 ? 1.0 : 0.0;
        double q = RunObserved(statistic, tested);
        double poiHat = _free.Point.Parameters[_poi];
        double[] qTemplates = new double[Model.Layout.Length];
        double[] qCounts = new double[Model.Bins];
        _gradient.Clear();
        if (q > 0.0) AddObservedGradient(_gradient);
        Deliver(qTemplates, qCounts);

        ThrowIfFailed(RunFit(_asimov, _asimovNewton, _observedData, asimovPoi, null), "conditional fit for the Asimov data");
        RatePoint origin = _asimov.Point;
        origin.Rates.AsSpan().CopyTo(_asimovData.Counts);
        origin.Parameters.AsSpan(0, _templates.Variations).CopyTo(_asimovData.AlphaCenters);
        origin.Parameters.AsSpan(_poi + 1).CopyTo(_asimovData.GammaShifts);
        double[] asimovCounts = [.. _asimovData.Counts];
        double[] qAsimovTemplates = new double[Model.Layout.Length];
        double[] qAsimovCounts = new double[Model.Bins];
        double qAsimov = RunAsimov(statistic, tested, asimovPoi);
        _gradient.Clear();
        if (qAsimov > 0.0) AddAsimovGradient(_gradient);
        Deliver(qAsimovTemplates, qAsimovCounts);
        return new HypothesisTestResult(
            tested, poiHat, new AsymptoticDistribution(statistic, q, qAsimov), asimovCounts, new(qTemplates, qCounts), new(qAsimovTemplates, qAsimovCounts));
    }

    /// <summary>Conditional and free fits to the observed data; the statistic from them.</summary>
    private double RunObserved(TestStatistic statistic, double poi)
    {
        ThrowIfFailed(RunFit(_conditional, _conditionalNewton, _observedData, poi, null), "conditional fit");
        ThrowIfFailed(RunFit(_free, _freeNewton, _observedData, double.NaN, _conditional.Point.Parameters), "free fit");
        return Statistic(statistic, poi);
    }

    /// <summary>The conditional fit to the Asimov data; their free fit is the point they come from, unless that is outside the bounds.</summary>
    private double RunAsimov(TestStatistic statistic, double poi, double asimovPoi)
    {
        ThrowIfFailed(RunFit(_conditional, _conditionalNewton, _asimovData, poi, _asimov.Point.Parameters), "conditional fit to the Asimov data");
        if (asimovPoi >= _lower[_poi] && asimovPoi <= _upper[_poi])
        {
            _free.Data = _asimovData;
            _free.LastValue = _free.Value(_asimov.Point.Parameters);
        }
        else
        {
            ThrowIfFailed(RunFit(_free, _freeNewton, _asimovData, double.NaN, _asimov.Point.Parameters), "free fit to the Asimov data");
        }

        return Statistic(statistic, poi);
    }

    private double Statistic(TestStatistic statistic, double poi)
    {
        double poiHat = _free.Point.Parameters[_poi];
        bool isZero = statistic switch
        {
            TestStatistic.QMu or TestStatistic.QMuTilde => poiHat > poi,
            TestStatistic.Q0 => poiHat < 0.0,
            _ => false,
        };
        return isZero ? 0.0 : Math.Max(0.0, 2.0 * (_conditional.LastValue - _free.LastValue));
    }

    /// <summary>Adds the gradient of <c>2 (f_conditional - f_free)</c> at fixed data, and the gradient with respect to the data.</summary>
    private void AddRatioGradient(TemplateGradient gradient)
    {
        for (int b = 0; b < Model.Bins; b++)
        {
            _conditional.Point.AddTemplateGradient(2.0 * _conditional.RateGradient(b), b, gradient);
            _free.Point.AddTemplateGradient(-2.0 * _free.RateGradient(b), b, gradient);
        }

        // d/d tau at fixed tau-dependent auxiliary counts a = tau (1 + e): 2 (1 + e) [h(c) - h(f)], h(d) = d - ln(1 + d), d relative to the measurement.
        TemplateData data = _conditional.Data;
        for (int j = 0; j < Model.GammaCount; j++)
        {
            double measured = 1.0 + data.GammaShifts[j];
            double conditional = (_conditional.Point.Parameters[_poi + 1 + j] - data.GammaShifts[j]) / measured;
            double free = (_free.Point.Parameters[_poi + 1 + j] - data.GammaShifts[j]) / measured;
            gradient.AddTau(j, 2.0 * measured * (PoissonDistribution.ExcessOverLog1P(conditional) - PoissonDistribution.ExcessOverLog1P(free)));
        }
    }

    private void AddObservedGradient(TemplateGradient gradient)
    {
        AddRatioGradient(gradient);
        for (int b = 0; b < Model.Bins; b++) gradient.Counts[b] -= 2.0 * LogRatio(_conditional.Point.Rates[b], _free.Point.Rates[b]);
    }

    private void AddAsimovGradient(TemplateGradient gradient)
    {
        AddRatioGradient(gradient);
        RatePoint origin = _asimov.Point;

        // The data are the rates and parameters at the origin: their own dependence on the templates, first at fixed origin ...
        _adjoint.AsSpan().Clear();
        for (int b = 0; b < Model.Bins; b++)
        {
            double byCount = -2.0 * LogRatio(_conditional.Point.Rates[b], _free.Point.Rates[b]);
            origin.AddTemplateGradient(byCount, b, gradient);
            origin.AddParameterGradient(byCount, b, _adjoint);
        }

        for (int k = 0; k < _templates.Variations; k++) _adjoint[k] -= 2.0 * (_conditional.Point.Parameters[k] - _free.Point.Parameters[k]);
        for (int j = 0; j < Model.GammaCount; j++)
        {
            if (_templates.GammaIsFixed[j]) continue;
            int i = _poi + 1 + j;
            _adjoint[i] -= 2.0 * _templates.Tau[j] * LogRatio(1.0 + _conditional.Point.Parameters[i], 1.0 + _free.Point.Parameters[i]);
        }

        // ... then through the origin, a conditional fit to the observed data: one solve with its Hessian.
        _asimovNewton.SolveFree(_adjoint, _adjoint);
        for (int b = 0; b < Model.Bins; b++)
        {
            double rate = origin.Rates[b];
            double slope = origin.RateSlope(_adjoint, b);
            origin.AddTemplateGradientOfSlope(-_asimov.RateGradient(b), b, _adjoint, gradient);
            if (!(rate > 0.0)) continue;
            origin.AddTemplateGradient(-_observedData.Counts[b] / rate / rate * slope, b, gradient);
            gradient.Counts[b] += slope / rate;
        }

        for (int j = 0; j < Model.GammaCount; j++)
        {
            double shift = origin.Parameters[_poi + 1 + j];
            gradient.AddTau(j, -_adjoint[_poi + 1 + j] * shift / (1.0 + shift));
        }
    }

    private void Deliver(Span<double> templateGradient, Span<double> countGradient)
    {
        if (!templateGradient.IsEmpty)
        {
            templateGradient.Clear();
            _templates.Scatter(_gradient, templateGradient);
        }

        if (!countGradient.IsEmpty) _gradient.Counts.AsSpan().CopyTo(countGradient);
    }

    /// <summary>ln(rate / reference) where a rate of 0 counts as the smallest normal double.</summary>
    private static double LogRatio(double rate, double reference)
    {
        const double SmallestNormal = 2.2250738585072014e-308;
        rate = Math.Max(rate, SmallestNormal);
        reference = Math.Max(reference, SmallestNormal);
        double x = (rate - reference) / reference;
        return Math.Abs(x) < 0.1 ? x - PoissonDistribution.ExcessOverLog1P(x) : Math.Log(rate) - Math.Log(reference);
    }

    private void ThrowUnboundedStatistic(double poi, double asimovPoi)
    {
        int bin = 0;
        while (bin < Model.Bins - 1 && (_conditional.Point.Rates[bin] > 0.0 || _asimovData.Counts[bin] == 0.0)) bin++;
        string where = string.Create(CultureInfo.InvariantCulture,
            $"Bin {bin}: the Asimov data at {Model.Options.PoiName} = {asimovPoi} have {_asimovData.Counts[bin]} events where {Model.Options.PoiName} = {poi} expects {_conditional.Point.Rates[bin]}.");
        throw new ArgumentException(where + " The test statistic is unbounded. Add a floor to the background, or merge the bin with its neighbor.");
    }
}
