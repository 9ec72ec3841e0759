using System.Globalization;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.HypothesisTests;
using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <summary>Evaluates a <see cref="TemplateModel"/>: binds templates, fits, tests, and carries gradients back to the templates through the fits.</summary>
/// <remarks>
/// <para>Every buffer is reserved at construction; what returns a plain number allocates nothing. An instance serves one thread at a time; models are shared.</para>
/// <para>Results depend on the arguments alone, never on earlier calls: no fit starts from a remembered point.</para>
/// </remarks>
public sealed class TemplateInference
{
    /// <summary>Two values of the likelihood closer than this, relative to max(1, |f|), belong to the same minimum.</summary>
    private const double SameMinimum = 1e-9;

    private readonly NewtonOptions _options;
    private readonly BoundTemplates _templates;
    private readonly TemplateGradient _gradient;
    private readonly TemplateNll _conditional;
    private readonly TemplateNll _free;
    private readonly TemplateNll _asimov;
    private readonly NewtonWorkspace _conditionalNewton;
    private readonly NewtonWorkspace _freeNewton;
    private readonly NewtonWorkspace _asimovNewton;
    private readonly TemplateData _observedData;
    private readonly TemplateData _asimovData;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly bool[] _held;
    private readonly double[] _start;
    private readonly double[] _adjoint;
    private readonly double[] _best;
    private readonly int _poi;
    private bool _isBound;

    /// <summary>Reserves the buffers for one thread.</summary>
    /// <param name="model">The structure.</param>
    /// <param name="options">When fits stop; the defaults when null.</param>
    public TemplateInference(TemplateModel model, NewtonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _options = options ?? NewtonOptions.Default;
        _templates = new BoundTemplates(model);
        _gradient = new TemplateGradient(_templates);
        _conditional = new TemplateNll(model, _templates);
        _free = new TemplateNll(model, _templates);
        _asimov = new TemplateNll(model, _templates);
        int p = model.Parameters.Count;
        _conditionalNewton = new NewtonWorkspace(p);
        _freeNewton = new NewtonWorkspace(p);
        _asimovNewton = new NewtonWorkspace(p);
        _observedData = new TemplateData(_templates);
        _asimovData = new TemplateData(_templates);
        _lower = new double[p];
        _upper = new double[p];
        _held = new bool[p];
        _start = new double[p];
        _adjoint = new double[p];
        _best = new double[p];
        _poi = model.PoiIndex;
        for (int i = 0; i < p; i++)
        {
            double shift = i > _poi ? 1.0 : 0.0;
            _lower[i] = model.Parameters[i].Lower - shift;
            _upper[i] = model.Parameters[i].Upper - shift;
        }
    }

    /// <summary>The structure.</summary>
    public TemplateModel Model { get; }

    /// <summary>Takes the templates of the following calls.</summary>
    /// <param name="templates">The flat vector of all templates in the order of <see cref="TemplateModel.Layout"/>; copied.</param>
    /// <exception cref="InvalidTemplateException">An entry is negative or not finite; the message names template and bin.</exception>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public void Bind(ReadOnlySpan<double> templates)
    {
        _isBound = false;
        _templates.Bind(templates);
        _isBound = true;
    }

    /// <summary>Whether the bound templates fix a parameter: a gamma without background, or without uncertainty.</summary>
    /// <param name="parameter">The position of the parameter.</param>
    public bool IsFixed(int parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Model.Parameters.Count);
        return parameter > _poi && _templates.GammaIsFixed[parameter - _poi - 1];
    }

    /// <summary>The expected counts at a parameter point.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Receives the rates, shape [bin].</param>
    public void ExpectedCounts(ReadOnlySpan<double> parameters, Span<double> counts)
    {
        RequireBound();
        ToInner(parameters, _start);
        _conditional.Point.MoveTo(_start, Model.Options.Interpolation);
        _conditional.Point.Rates.CopyTo(counts);
    }

    /// <summary>The expected auxiliary data at a parameter point: alpha for each variation, then <c>gamma tau</c> for each constraint.</summary>
    /// <remarks>A shared gamma has one auxiliary count per bin, <c>gamma F_i</c>. A fixed gamma has <c>tau = 1</c>, as in pyhf.</remarks>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="auxiliary">Receives the values, shape [variation + (bin if the background has an uncertainty)].</param>
    public void ExpectedAuxiliary(ReadOnlySpan<double> parameters, Span<double> auxiliary)
    {
        RequireBound();
        int variations = _templates.Variations;
        parameters[..variations].CopyTo(auxiliary);
        if (Model.GammaCount == 0) return;
        for (int b = 0; b < Model.Bins; b++)
        {
            int gamma = _templates.Mode == GammaMode.Shared ? 0 : b;
            double tau = _templates.GammaIsFixed[gamma] ? 1.0 : _templates.BinTau(b);
            auxiliary[variations + b] = parameters[_poi + 1 + gamma] * tau;
        }
    }

    /// <summary>The log likelihood at a parameter point with the auxiliary data at their nominal values, all constants kept.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns><c>-infinity</c> where a bin with events has rate 0 or a rate is negative.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts)
    {
        RequireBound();
        SetObserved(counts);
        ToInner(parameters, _start);
        _conditional.Data = _observedData;
        return LogConstants(_observedData) - _conditional.Value(_start);
    }

    /// <summary>The log likelihood and its derivatives with the auxiliary data at their nominal values.</summary>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="parameterGradient">Receives the score, shape [parameter].</param>
    /// <param name="parameterHessian">Receives the Hessian, shape [parameter, parameter]; empty to leave it out.</param>
    /// <returns>The log likelihood; the derivatives are unspecified when it is infinite.</returns>
    public double LogPdf(ReadOnlySpan<double> parameters, ReadOnlySpan<double> counts, Span<double> parameterGradient, Span<double> parameterHessian = default)
    {
        RequireBound();
        SetObserved(counts);
        ToInner(parameters, _start);
        _conditional.Data = _observedData;
        double value;
        if (parameterHessian.IsEmpty)
        {
            value = _conditional.ValueAndGradient(_start, parameterGradient);
        }
        else
        {
            value = _conditional.ValueGradientAndHessian(_start, parameterGradient, parameterHessian);
            foreach (ref double entry in parameterHessian) entry = -entry;
        }

        foreach (ref double entry in parameterGradient) entry = -entry;
        return LogConstants(_observedData) - value;
    }

    /// <summary>The maximum likelihood fit of all free parameters.</summary>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <returns>The fit, converged or not.</returns>
    public Fit FitFree(ReadOnlySpan<double> counts)
    {
        RequireBound();
        SetObserved(counts);
        return MakeFit(RunFit(_free, _freeNewton, _observedData, double.NaN, null), _free, _freeNewton);
    }

    /// <summary>The maximum likelihood fit with the parameter of interest fixed.</summary>
    /// <param name="counts">Observed counts, shape [bin].</param>
    /// <param name="poi">The value of the parameter of interest; its bounds do not apply.</param>
    /// <returns>The fit, converged or not.</returns>
    public Fit FitConditional(ReadOnlySpan<double> counts, double poi)
    {
        RequireBound();
        RequireFinite(poi);
        SetObserved(counts);
        return MakeFit(RunFit(_conditional, _conditionalNewton, _observedData, poi, null), _conditional, _conditionalNewton);
    }

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

    /// <summary>The uncertainty of the parameter of interest from the Fisher information at the Asimov point, nuisance parameters profiled: <c>sqrt((I^-1)_poi,poi)</c>.</summary>
    /// <remarks>Edges: without signal the parameter is not constrained; the value is <c>+infinity</c> and the gradient 0.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point; nuisance parameters at their nominal values.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    public double PoiUncertainty(double asimovPoi, Span<double> gradient)
    {
        gradient.Clear();
        FactorInformation(asimovPoi);
        if (!_asimovNewton.FreeVariables.Contains(_poi)) return double.PositiveInfinity;
        _adjoint.AsSpan().Clear();
        _adjoint[_poi] = 1.0;
        _asimovNewton.SolveFree(_adjoint, _adjoint);
        double uncertainty = Math.Sqrt(_adjoint[_poi]);
        if (gradient.IsEmpty) return uncertainty;

        // d(I^-1)_poi,poi = -w' dI w with w = I^-1 e_poi.
        _gradient.Clear();
        double weight = -0.5 / uncertainty;
        for (int b = 0; b < Model.Bins; b++) AddInformationGradient(weight, b, _adjoint, _asimov.Point.RateSlope(_adjoint, b));
        for (int j = 0; j < Model.GammaCount; j++) _gradient.AddTau(j, weight * _adjoint[_poi + 1 + j] * _adjoint[_poi + 1 + j]);
        _templates.Scatter(_gradient, gradient);
        return uncertainty;
    }

    /// <summary>The generalized variance at the Asimov point: the determinant of the covariance <c>I^-1</c> of all free parameters.</summary>
    /// <remarks>Edges: 0, with gradient 0, where a bin without expected events would gain some along a parameter, which is infinite information.</remarks>
    /// <param name="asimovPoi">The value of the parameter of interest at the Asimov point; nuisance parameters at their nominal values.</param>
    /// <param name="gradient">Receives the gradient with respect to the templates; empty to leave it out.</param>
    /// <exception cref="FitFailedException">The information is singular.</exception>
    public double GeneralizedVariance(double asimovPoi, Span<double> gradient)
    {
        gradient.Clear();
        FactorInformation(asimovPoi);
        if (HasInfiniteInformation()) return 0.0;
        double variance = Math.Exp(-_asimovNewton.LogDeterminant());
        if (gradient.IsEmpty) return variance;

        // d ln det I = tr(I^-1 dI), bin by bin: with c = I^-1 J_b, J_b' dI-part J_b.
        _gradient.Clear();
        for (int b = 0; b < Model.Bins; b++)
        {
            _adjoint.AsSpan().Clear();
            _asimov.Point.AddParameterGradient(1.0, b, _adjoint);
            _asimovNewton.SolveFree(_adjoint, _adjoint);
            AddTraceGradient(-variance, b, _adjoint, _asimov.Point.RateSlope(_adjoint, b));
        }

        for (int j = 0; j < Model.GammaCount; j++)
        {
            if (_templates.GammaIsFixed[j]) continue;
            _adjoint.AsSpan().Clear();
            _adjoint[_poi + 1 + j] = 1.0;
            _asimovNewton.SolveFree(_adjoint, _adjoint);
            _gradient.AddTau(j, -variance * _adjoint[_poi + 1 + j]);
        }

        _templates.Scatter(_gradient, gradient);
        return variance;
    }

    private void AddInformationGradient(double weight, int bin, ReadOnlySpan<double> direction, double slope)
    {
        // The bin's information along the direction is slope^2 / rate.
        double rate = _asimov.Point.Rates[bin];
        if (!(rate > 0.0)) return;
        double ratio = slope / rate;
        _asimov.Point.AddTemplateGradientOfSlope(2.0 * weight * ratio, bin, direction, _gradient);
        _asimov.Point.AddTemplateGradient(-weight * ratio * ratio, bin, _gradient);
    }

    private void AddTraceGradient(double weight, int bin, ReadOnlySpan<double> direction, double slope)
    {
        // tr(I^-1 d(J J' / rate)) with direction = I^-1 J and slope = J' I^-1 J.
        double rate = _asimov.Point.Rates[bin];
        if (!(rate > 0.0)) return;
        _asimov.Point.AddTemplateGradientOfSlope(2.0 * weight / rate, bin, direction, _gradient);
        _asimov.Point.AddTemplateGradient(-weight * slope / rate / rate, bin, _gradient);
    }

    private void FactorInformation(double asimovPoi)
    {
        RequireBound();
        RequireFinite(asimovPoi);
        MoveToNominal(_asimov.Point, asimovPoi);
        RequireNonNegative(_asimov.Point.Rates, "Asimov count");
        _asimov.Point.Rates.AsSpan().CopyTo(_asimovData.Counts);
        _asimovData.ResetAuxiliary();
        _asimov.Data = _asimovData;
        _asimov.Point.Parameters.AsSpan().CopyTo(_start);
        SetHeld(false);
        double value = _asimov.ValueGradientAndHessian(_start, _asimovNewton.Gradient, _asimovNewton.Hessian);

        // The gradient of an Asimov point vanishes; what rounding leaves must not count as pressure against a bound.
        _asimovNewton.Gradient.AsSpan().Clear();
        _asimovNewton.ChooseFree(_start, _lower, _upper, _held);
        if (!double.IsFinite(value) || !_asimovNewton.Factorize(0.0)) throw new FitFailedException("information at the Asimov point", FitOutcome.NotAMinimum);
    }

    private bool HasInfiniteInformation()
    {
        for (int b = 0; b < Model.Bins; b++)
        {
            if (_asimov.Point.Rates[b] > 0.0) continue;
            _adjoint.AsSpan().Clear();
            _asimov.Point.AddParameterGradient(1.0, b, _adjoint);
            if (_adjoint.AsSpan().ContainsAnyExcept(0.0)) return true;
        }

        return false;
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

    private NewtonReport RunFit(TemplateNll nll, NewtonWorkspace newton, TemplateData data, double poi, ReadOnlySpan<double> start)
    {
        nll.Data = data;
        bool isConditional = !double.IsNaN(poi);
        if (start.IsEmpty)
        {
            _start.AsSpan().Clear();
            _start[_poi] = Model.Parameters[_poi].Initial;
        }
        else
        {
            start.CopyTo(_start);
        }

        if (isConditional) _start[_poi] = poi;
        SetHeld(isConditional);
        NewtonReport report = Descend(nll, newton);
        if (_templates.MayHaveSecondMinimum.AsSpan().Contains(true)) report = SearchOtherMinima(nll, newton, report);

        // The last evaluation may have been a rejected trial.
        nll.LastValue = nll.Value(_start);
        return report;
    }

    private NewtonReport Descend(TemplateNll nll, NewtonWorkspace newton) => BoundedNewton.Minimize(nll, _start, _lower, _upper, _held, newton, _options);

    /// <summary>Descends again from alpha = -1, 0 and 1 of each suspicious variation and keeps the lowest minimum.</summary>
    private NewtonReport SearchOtherMinima(TemplateNll nll, NewtonWorkspace newton, NewtonReport first)
    {
        NewtonReport best = first;
        int iterations = first.Iterations;
        int evaluations = first.Evaluations;
        _start.CopyTo(_best, 0);
        for (int k = 0; k < _templates.Variations; k++)
        {
            if (!_templates.MayHaveSecondMinimum[k]) continue;
            for (int alpha = -1; alpha <= 1; alpha++)
            {
                _best.CopyTo(_start, 0);
                _start[k] = alpha;
                NewtonReport report = Descend(nll, newton);
                iterations += report.Iterations;
                evaluations += report.Evaluations;
                bool isLower = report.Value < best.Value - SameMinimum * Math.Max(1.0, Math.Abs(best.Value));
                if (!report.IsConverged || (best.IsConverged && !isLower)) continue;
                best = report;
                _start.CopyTo(_best, 0);
            }
        }

        // Leaves the factorized Hessian of the best point in the workspace.
        _best.CopyTo(_start, 0);
        best = Descend(nll, newton);
        return best with { Iterations = iterations + best.Iterations, Evaluations = evaluations + best.Evaluations };
    }

    private void SetHeld(bool isConditional)
    {
        _held.AsSpan().Clear();
        _held[_poi] = isConditional;
        _templates.GammaIsFixed.AsSpan().CopyTo(_held.AsSpan(_poi + 1));
    }

    private void MoveToNominal(RatePoint point, double poi)
    {
        _start.AsSpan().Clear();
        _start[_poi] = poi;
        point.MoveTo(_start, Model.Options.Interpolation);
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

    private Fit MakeFit(NewtonReport report, TemplateNll nll, NewtonWorkspace newton)
    {
        int p = Model.Parameters.Count;
        double[] values = new double[p];
        for (int i = 0; i < p; i++) values[i] = nll.Point.Parameters[i] + (i > _poi ? 1.0 : 0.0);
        double[] covariance = new double[p * p];
        if (report.IsConverged) newton.Covariance(covariance);
        else covariance.AsSpan().Fill(double.NaN);
        return new Fit(Model.Parameters, values, covariance, [.. _held], report.Value - LogConstants(nll.Data), report);
    }

    /// <summary>The sum of the saturated log probabilities: what the log likelihood has at rates equal to counts and parameters equal to their measurements.</summary>
    private double LogConstants(TemplateData data)
    {
        double sum = -NormalDistribution.LogSqrtTwoPi * _templates.Variations;
        foreach (double count in data.Counts) sum += PoissonDistribution.SaturatedLogPdf(count);
        if (Model.GammaCount == 0) return sum;
        for (int b = 0; b < Model.Bins; b++)
        {
            int gamma = _templates.Mode == GammaMode.Shared ? 0 : b;
            double auxiliary = _templates.GammaIsFixed[gamma] ? 1.0 : _templates.BinTau(b) * (1.0 + data.GammaShifts[gamma]);
            sum += PoissonDistribution.SaturatedLogPdf(auxiliary);
        }

        return sum;
    }

    private void SetObserved(ReadOnlySpan<double> counts)
    {
        if (counts.Length != Model.Bins) throw new ArgumentException($"The model has {Model.Bins} bins, but {counts.Length} counts were given.", nameof(counts));
        RequireNonNegative(counts, "observed count");
        counts.CopyTo(_observedData.Counts);
        _observedData.ResetAuxiliary();
    }

    private void ToInner(ReadOnlySpan<double> parameters, Span<double> inner)
    {
        if (parameters.Length != inner.Length)
            throw new ArgumentException($"The model has {inner.Length} parameters, but {parameters.Length} values were given.", nameof(parameters));
        for (int i = 0; i < inner.Length; i++) inner[i] = parameters[i] - (i > _poi ? 1.0 : 0.0);
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

    private void RequireBound()
    {
        if (!_isBound) throw new InvalidOperationException("No templates are bound. Call Bind with the templates of the model first.");
    }

    private static void RequireFinite(double poi)
    {
        if (!double.IsFinite(poi)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The parameter of interest is {poi}, but must be finite."));
    }

    private static void RequireNonNegative(ReadOnlySpan<double> counts, string what)
    {
        for (int b = 0; b < counts.Length; b++)
        {
            if (!(counts[b] >= 0.0) || double.IsInfinity(counts[b]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Bin {b}: the {what} is {counts[b]}, but must be finite and at least 0."));
        }
    }

    private static void ThrowIfFailed(NewtonReport report, string fit) => report.ThrowIfFailed(fit);

    private void ThrowUnboundedStatistic(double poi, double asimovPoi)
    {
        int bin = 0;
        while (bin < Model.Bins - 1 && (_conditional.Point.Rates[bin] > 0.0 || _asimovData.Counts[bin] == 0.0)) bin++;
        string where = string.Create(CultureInfo.InvariantCulture,
            $"Bin {bin}: the Asimov data at {Model.Options.PoiName} = {asimovPoi} have {_asimovData.Counts[bin]} events where {Model.Options.PoiName} = {poi} expects {_conditional.Point.Rates[bin]}.");
        throw new ArgumentException(where + " The test statistic is unbounded. Add a floor to the background, or merge the bin with its neighbor.");
    }
}
