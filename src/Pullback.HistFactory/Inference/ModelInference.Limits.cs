using Pullback.HistFactory.Likelihoods;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <content>Upper limits by root finding with analytic derivatives.</content>
public sealed partial class ModelInference
{
    private const double LargestLimit = 1e12;
    private const double LimitTolerance = 1e-11;

    /// <summary>How well a limit must agree with a single test there.</summary>
    private const double Agreement = 1e-9;
    private int _evaluations;

    /// <summary>The observed and the five expected upper limits.</summary>
    /// <remarks>
    /// <para>Expected: <c>sqrt(qA(mu)) = -N - Phi^-1(level Phi(-N))</c>; observed: <c>ln CLs(mu) = ln level</c>. Both by Newton steps inside a bracket with
    /// <c>dq/dmu = 2 df/dmu</c> at the conditional fit. The Asimov data are fitted once and every fit starts from the last. The tested value may lie beyond the bounds of the parameter.</para>
    /// <para>Derivative: <c>d mu_up/dy = -(d ln CLs/dy) / (d ln CLs/dmu)</c>.</para>
    /// <para>Reference: [Cowan2011].</para>
    /// </remarks>
    /// <param name="data">The data.</param>
    /// <param name="level">The CLs at the limit, in (0, 1).</param>
    /// <param name="statistic"><see cref="TestStatistic.QMuTilde"/> or <see cref="TestStatistic.QMu"/>.</param>
    /// <param name="withGradients">Whether to differentiate the observed and the median limit.</param>
    /// <returns>The limits.</returns>
    /// <exception cref="FitFailedException">A fit did not converge.</exception>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    public UpperLimits Limits(HistFactoryData data, double level = 0.05, TestStatistic statistic = TestStatistic.QMuTilde, bool withGradients = false)
    {
        RequirePoi();
        if (!(level > 0.0 && level < 1.0)) throw new ArgumentOutOfRangeException(nameof(level), level, "The CLs at the limit must be between 0 and 1.");
        if (statistic is not (TestStatistic.QMuTilde or TestStatistic.QMu)) throw new ArgumentException($"{statistic} has no upper limit. Use QMuTilde or QMu.", nameof(statistic));
        ModelData observed = Model.ToModelData(data);
        _evaluations = 0;
        ThrowIfFailed(_free, _free.Run(observed, _start, _held), "free fit");
        _evaluations += _free.Report.Evaluations;
        double poiHat = _free.Parameters[_poi];
        double nllHat = _free.Value;
        double[] best = [.. _free.Parameters];
        MakeAsimov(observed, 0.0);
        _evaluations += _asimov.Report.Evaluations;

        var asimovCurve = new ProfileCurve(this, _asimovData, AsimovReference(), _asimov.Parameters);
        double[] expected = new double[HypothesisTestResult.BandSigmas.Count];
        double guess = double.NaN;
        for (int k = 0; k < expected.Length; k++)
        {
            double n = HypothesisTestResult.BandSigmas[k];
            double target = -n - SpecialMath.NormalQuantile(level * SpecialMath.NormalCdf(-n));
            expected[k] = k > 0 && double.IsNaN(expected[k - 1]) ? double.NaN : ExpectedLimit(asimovCurve, target, guess);
            if (k + 1 == expected.Length) break;
            double next = HypothesisTestResult.BandSigmas[k + 1];
            guess = expected[k] * (-next - SpecialMath.NormalQuantile(level * SpecialMath.NormalCdf(-next))) / target;
        }

        var curve = new ProfileCurve(this, observed, nllHat, best);
        double origin = Math.Max(expected.LastOrDefault(double.IsFinite, 1.0), 1.01 * poiHat);
        double limit = ObservedLimit(curve, asimovCurve, statistic, poiHat, Math.Log(level), double.IsFinite(expected[2]) ? Math.Max(expected[2], 1.01 * poiHat) : origin);
        if (!withGradients || double.IsNaN(limit)) return new UpperLimits(level, limit, expected, poiHat, _evaluations, null, null);
        return new UpperLimits(
            level, limit, expected, poiHat, _evaluations,
            LimitGradient(data, statistic, limit, curve, asimovCurve, median: false),
            double.IsNaN(expected[2]) ? null : LimitGradient(data, statistic, expected[2], curve, asimovCurve, median: true));
    }

    /// <summary>The value of Asimov data at their best point: 0 at their origin, unless that is outside the bounds.</summary>
    private double AsimovReference()
    {
        if (_free.Lower[_poi] <= 0.0 && _free.Upper[_poi] >= 0.0) return 0.0;
        RunFree(_asimovData, _asimov.Parameters);
        return _free.Value;
    }

    private StatisticGradient LimitGradient(HistFactoryData data, TestStatistic statistic, double limit, ProfileCurve curve, ProfileCurve asimovCurve, bool median)
    {
        HypothesisTestResult test = Test(statistic, limit, data, withGradients: true);
        StatisticGradient gradient = median ? test.ClsExpectedGradient(0.0) : test.ClsGradient();
        (double byQ, double byAsimov) = median ? test.Distribution.LogClsExpectedSlope(0.0) : test.Distribution.LogClsSlope;
        double cls = median ? Math.Exp(test.Distribution.LogClsExpected(0.0)) : test.Distribution.Cls;
        (_, double slope) = test.Q > 0.0 ? curve.At(limit) : (0.0, 0.0);
        (_, double asimovSlope) = asimovCurve.At(limit);
        double byPoi = cls * (byQ * slope + byAsimov * asimovSlope);
        return new StatisticGradient([.. gradient.Templates.Select(g => -g / byPoi)], [.. gradient.Counts.Select(g => -g / byPoi)]);
    }

    /// <summary>The value at which the square root of the Asimov statistic reaches a target.</summary>
    private static double ExpectedLimit(ProfileCurve curve, double target, double guess)
    {
        double limit = SearchExpected(curve, target, guess);
        if (double.IsNaN(limit) || !(Math.Abs(Math.Sqrt(curve.AsTested(limit)) - target) > Agreement)) return limit;
        curve.IsAsTested = true;
        return SearchExpected(curve, target, limit);
    }

    private static double ObservedLimit(ProfileCurve curve, ProfileCurve asimov, TestStatistic statistic, double poiHat, double logLevel, double guess)
    {
        double limit = SearchObserved(curve, asimov, statistic, poiHat, logLevel, guess);
        if (double.IsNaN(limit)) return limit;
        (double q, double qAsimov) = (limit >= poiHat ? curve.AsTested(limit) : 0.0, asimov.AsTested(limit));
        if (double.IsNaN(q) || double.IsNaN(qAsimov)) return limit;
        var tested = new AsymptoticDistribution(statistic, q, qAsimov);
        if (Math.Abs(tested.LogCls - logLevel) <= Agreement) return limit;
        curve.IsAsTested = asimov.IsAsTested = true;
        return SearchObserved(curve, asimov, statistic, poiHat, logLevel, limit);
    }

    private static double SearchExpected(ProfileCurve curve, double target, double guess)
    {
        double low = 0.0;
        double high = double.PositiveInfinity;
        double mu = guess > 0.0 ? guess : 1.0;
        for (int i = 0; i < 100; i++)
        {
            (double q, double slope) = curve.At(mu);
            if (double.IsNaN(q)) return curve.Unreached(low, high);
            double s = Math.Sqrt(q);
            if (s < target) low = mu;
            else high = mu;
            double step = slope > 0.0 ? (target - s) * 2.0 * s / slope : double.NaN;
            double next = mu + step;
            if (Math.Abs(step) <= LimitTolerance * mu) return next;

            // Far below the target the statistic grows like the square: extrapolate, but not wildly.
            if (!(next > low && next < high) || !double.IsFinite(next) || next > 100.0 * mu)
                next = double.IsPositiveInfinity(high) ? mu * 10.0 : low > 0.0 ? 0.5 * (low + high) : 0.1 * high;
            if (next > LargestLimit) return double.NaN;
            if (double.IsFinite(high) && high - low <= LimitTolerance * high) return high;
            mu = next;
        }

        return double.NaN;
    }

    private static double SearchObserved(ProfileCurve curve, ProfileCurve asimov, TestStatistic statistic, double poiHat, double logLevel, double guess)
    {
        double low = 0.0;
        double high = double.PositiveInfinity;
        double mu = guess;
        for (int i = 0; i < 100; i++)
        {
            (double q, double slope) = mu >= poiHat ? curve.At(mu) : (0.0, 0.0);
            if (double.IsNaN(q)) return curve.Unreached(low, high);
            (double qAsimov, double asimovSlope) = asimov.At(mu);
            if (double.IsNaN(qAsimov)) return asimov.Unreached(low, high);
            var distribution = new AsymptoticDistribution(statistic, q, qAsimov);
            (double byQ, double byAsimov) = distribution.LogClsSlope;
            double distance = logLevel - distribution.LogCls;
            double derivative = byQ * slope + byAsimov * asimovSlope;
            if (distance < 0.0) low = mu;
            else high = mu;
            double step = derivative < 0.0 ? distance / derivative : double.NaN;
            double next = mu + step;
            if (Math.Abs(step) <= LimitTolerance * mu) return next;
            if (!(next > low && next < high) || !double.IsFinite(next))
                next = double.IsPositiveInfinity(high) ? mu * 2.0 : 0.5 * (low + high);
            if (next > LargestLimit) return double.NaN;
            if (double.IsFinite(high) && high - low <= LimitTolerance * high) return high;
            mu = next;
        }

        return double.NaN;
    }

    /// <summary>Twice the profile likelihood ratio of data with its slope. Each fit starts from the last, which may follow another minimum than that of a single test.</summary>
    private sealed class ProfileCurve(ModelInference owner, ModelData data, double reference, double[] start)
    {
        private readonly double[] _last = [.. start];
        private double _point = double.NaN;
        private (double Q, double Slope) _value;
        private FitFailedException? _failure;
        private bool _isAsTested;

        /// <summary>Whether every fit starts where that of a single test does.</summary>
        public bool IsAsTested
        {
            get => _isAsTested;
            set
            {
                _isAsTested = value;
                _point = double.NaN;
            }
        }

        /// <summary>The statistic and its slope; NaN where the fit does not converge.</summary>
        public (double Q, double Slope) At(double poi)
        {
            if (poi == _point) return _value;
            if (!TryRun(poi, IsAsTested) && !TryRun(poi, !IsAsTested)) return (double.NaN, double.NaN);
            owner._evaluations += owner._conditional.Report.Evaluations;
            owner._conditional.Parameters.CopyTo(_last, 0);
            _point = poi;
            _value = (Statistic(), 2.0 * owner.Slope(owner._conditional, owner._poi));
            return _value;
        }

        /// <summary>The statistic as a single test finds it; NaN where that fit does not converge.</summary>
        public double AsTested(double poi)
        {
            if (!TryRun(poi, asTested: true)) return double.NaN;
            owner._evaluations += owner._conditional.Report.Evaluations;
            return Statistic();
        }

        /// <summary>The limit when the last fit failed: none if that was beyond all values where fits converge and that are not excluded.</summary>
        public double Unreached(double low, double high) => low > 0.0 && double.IsPositiveInfinity(high) ? double.NaN : throw _failure!;

        private double Statistic() => Math.Max(0.0, 2.0 * (owner._conditional.Value - reference));

        private bool TryRun(double poi, bool asTested)
        {
            try
            {
                if (asTested) RunAsTested(poi);
                else owner.RunConditional(owner._conditional, data, poi, _last, "conditional fit");
                return true;
            }
            catch (FitFailedException failure)
            {
                _failure = failure;
                return false;
            }
        }

        private void RunAsTested(double poi)
        {
            if (ReferenceEquals(data, owner._asimovData)) owner.RunAsimovConditional(poi, 0.0);
            else owner.RunConditional(owner._conditional, data, poi, owner._start, "conditional fit");
        }
    }
}
