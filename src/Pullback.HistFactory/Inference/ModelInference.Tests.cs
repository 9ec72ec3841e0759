using System.Globalization;
using Pullback.HistFactory.Likelihoods;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <content>Hypothesis tests.</content>
public sealed partial class ModelInference
{
    /// <summary>A descent that takes more steps is not worth its price where another start is at hand.</summary>
    private const int StraightDescent = 10;

    /// <summary>An asymptotic hypothesis test. Three to four fits.</summary>
    /// <remarks>
    /// <para>Asimov data are those of the conditional fit at 0 (at 1 for <see cref="TestStatistic.Q0"/>), auxiliary data included, as in pyhf. Their free fit needs no work: the point
    /// that they come from is their minimum.</para>
    /// <para>Derivative: through all fits and the Asimov data, at the cost of one solve with the Hessian of the Asimov fit.</para>
    /// <para>Reference: [Cowan2011], [Pyhf2021].</para>
    /// </remarks>
    /// <param name="statistic">A one-sided statistic.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>, which tests 0.</param>
    /// <param name="data">The data.</param>
    /// <param name="distribution">The range of the statistic's distribution.</param>
    /// <param name="withGradients">Whether the result carries gradients with respect to the inputs and counts.</param>
    /// <returns>The result.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public HypothesisTestResult Test(
        TestStatistic statistic, double poi, HistFactoryData data, BaseDistribution distribution = BaseDistribution.Normal, bool withGradients = false)
    {
        RequirePoi();
        if (!double.IsFinite(poi)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The tested value {poi} is not finite."), nameof(poi));
        ModelData observed = Model.ToModelData(data);
        double tested = statistic == TestStatistic.Q0 ? 0.0 : poi;
        double asimovPoi = statistic == TestStatistic.Q0 ? 1.0 : 0.0;
        double q = RunObserved(statistic, observed, tested);
        double poiHat = _free.Parameters[_poi];
        var none = new StatisticGradient([], []);
        StatisticGradient qGradient = none;
        if (withGradients)
        {
            var gradient = new InputGradient(_numbers);
            if (q > 0.0) AddObserved(gradient);
            qGradient = gradient.Finish();
        }

        MakeAsimov(observed, asimovPoi);
        double[] asimovCounts = [.. _asimovData.Counts];
        double qAsimov = RunAsimov(statistic, tested, asimovPoi);
        StatisticGradient qAsimovGradient = none;
        if (withGradients)
        {
            var gradient = new InputGradient(_numbers);
            if (qAsimov > 0.0) AddAsimov(gradient, observed);
            qAsimovGradient = gradient.Finish();
        }

        return new HypothesisTestResult(
            tested, poiHat, new AsymptoticDistribution(statistic, q, qAsimov, distribution), asimovCounts, qGradient, qAsimovGradient);
    }

    /// <summary>A two-sided asymptotic hypothesis test. Three to four fits.</summary>
    /// <remarks>Reference: [Cowan2011].</remarks>
    /// <param name="statistic"><see cref="TestStatistic.TMu"/> or <see cref="TestStatistic.TMuTilde"/>.</param>
    /// <param name="poi">The tested value.</param>
    /// <param name="data">The data.</param>
    /// <returns>The result.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public TwoSidedTestResult TestTwoSided(TestStatistic statistic, double poi, HistFactoryData data)
    {
        RequirePoi();
        ModelData observed = Model.ToModelData(data);
        double t = RunObserved(statistic, observed, poi);
        double poiHat = _free.Parameters[_poi];
        MakeAsimov(observed, 0.0);
        return new TwoSidedTestResult(poi, poiHat, new TwoSidedDistribution(statistic, t, RunAsimov(statistic, poi, 0.0)));
    }

    /// <summary>The test statistic of data. Two fits.</summary>
    /// <param name="statistic">Any statistic.</param>
    /// <param name="poi">The tested value; ignored for <see cref="TestStatistic.Q0"/>.</param>
    /// <param name="data">The data.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public double TestStatisticOf(TestStatistic statistic, double poi, HistFactoryData data)
    {
        RequirePoi();
        return RunObserved(statistic, Model.ToModelData(data), statistic == TestStatistic.Q0 ? 0.0 : poi);
    }

    /// <summary>Conditional and free fits to observed data; the statistic from them.</summary>
    private double RunObserved(TestStatistic statistic, ModelData data, double poi)
    {
        RunConditional(_conditional, data, poi, _start, "conditional fit");
        RunFree(data, _start);
        if (_free.Value > _conditional.Value + 1e-12 * Math.Max(1.0, _conditional.Value)) RunFree(data, _conditional.Parameters);
        return Statistic(statistic, poi);
    }

    /// <summary>The conditional fit that Asimov data come from, and the data.</summary>
    private void MakeAsimov(ModelData observed, double asimovPoi)
    {
        RunConditional(_asimov, observed, asimovPoi, _start, "conditional fit for the Asimov data");
        _asimov.Likelihood.Rates.AsSpan().CopyTo(_asimovData.Counts);
        foreach (int p in _compiled.Constrained) _asimovData.Auxiliary[p] = ExpectedDatum(p, _asimov.Parameters);
    }

    /// <summary>The conditional fit to the Asimov data; their free fit is the point they come from, unless that is outside the bounds.</summary>
    private double RunAsimov(TestStatistic statistic, double poi, double asimovPoi)
    {
        RunAsimovConditional(poi, asimovPoi);
        if (asimovPoi >= _free.Lower[_poi] && asimovPoi <= _free.Upper[_poi]) _free.MoveTo(_asimovData, _asimov.Parameters);
        else RunFree(_asimovData, _asimov.Parameters);
        return Statistic(statistic, poi);
    }

    /// <summary>The conditional fit to the Asimov data. Far from their origin the start values lead to the lowest minimum more often than the origin does.</summary>
    private void RunAsimovConditional(double poi, double asimovPoi)
    {
        if (poi != asimovPoi && TryConditional(_conditional, _asimovData, poi, _start, StraightDescent).IsConverged) return;
        RunConditional(_conditional, _asimovData, poi, _asimov.Parameters, "conditional fit to the Asimov data");
    }

    private void RunConditional(Fitter fitter, ModelData data, double poi, ReadOnlySpan<double> start, string what)
    {
        NewtonReport report = TryConditional(fitter, data, poi, start);
        if (!report.IsConverged) ThrowIfFailed(fitter, report, string.Create(CultureInfo.InvariantCulture, $"{what} at {Model.PoiName} = {poi}"));
    }

    private NewtonReport TryConditional(Fitter fitter, ModelData data, double poi, ReadOnlySpan<double> start, int steps = 0)
    {
        start.CopyTo(_point);
        _point[_poi] = poi;
        return fitter.Run(data, _point, _held, _poi, steps);
    }

    private double Statistic(TestStatistic statistic, double poi)
    {
        double poiHat = _free.Parameters[_poi];
        bool isZero = statistic switch
        {
            TestStatistic.QMu or TestStatistic.QMuTilde => poiHat > poi,
            TestStatistic.Q0 => poiHat < 0.0,
            _ => false,
        };
        return isZero ? 0.0 : Math.Max(0.0, 2.0 * (_conditional.Value - _free.Value));
    }
}
