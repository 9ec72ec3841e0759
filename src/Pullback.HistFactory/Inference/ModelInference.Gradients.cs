using Pullback.HistFactory.Jets;
using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Modifiers;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.HypothesisTests;

namespace Pullback.HistFactory.Inference;

/// <content>Derivatives of likelihood ratios and fits with respect to the numbers of the model and the observed counts.</content>
/// <remarks>Reference: [GriewankWalther2008, ch. 15] for implicit differentiation.</remarks>
public sealed partial class ModelInference
{
    private const double SmallestNormal = 2.2250738585072014e-308;
    private DerivativeBuffers? _buffers;
    private RateDerivatives<Real>? _plain;
    private RateDerivatives<Dual>? _dual;
    private RateDerivatives<Jet>? _jet;

    private DerivativeBuffers Buffers => _buffers ??= new(_numbers);

    private RateDerivatives<Real> Plain => _plain ??= new(_numbers);

    private RateDerivatives<Dual> Duals => _dual ??= new(_numbers);

    private RateDerivatives<Jet> JetRates => _jet ??= new(_numbers);

    /// <summary>The gradient of −ln L with all constants with respect to inputs and counts, at fixed parameters.</summary>
    /// <remarks>Auxiliary data of Poisson constraints that are not configured are their rate factor and follow it.</remarks>
    /// <param name="parameters">Shape [parameter].</param>
    /// <param name="data">The data.</param>
    /// <returns>The gradient.</returns>
    public StatisticGradient NllInputGradient(ReadOnlySpan<double> parameters, HistFactoryData data)
    {
        double[] rates = ExpectedMain(parameters);
        ModelData observed = Model.ToModelData(data);
        var gradient = new InputGradient(_numbers);
        var weights = new Real[rates.Length];
        for (int b = 0; b < weights.Length; b++)
        {
            weights[b] = new(RateSlope(observed.Counts[b], rates[b]));
            gradient.Counts[b] = SpecialMath.Digamma(observed.Counts[b] + 1.0) - Math.Log(rates[b]);
        }

        AddRates(gradient, parameters, weights, []);
        foreach (int p in _compiled.Constrained)
        {
            double width = _numbers.Widths[p];
            double datum = observed.Auxiliary[p];
            if (_compiled.Constraints[p] == ConstraintKind.Poisson)
            {
                double follow = _numbers.IsTied(p) ? SpecialMath.Digamma(datum + 1.0) - Math.Log(parameters[p] * width) : 0.0;
                gradient.Widths[p] = parameters[p] - datum / width + follow;
            }
            else
            {
                double pull = (parameters[p] - datum) / width;
                gradient.Widths[p] = (1.0 - pull * pull) / width;
            }
        }

        return gradient.Finish();
    }

    /// <summary>Adds the gradient of <c>2 (f_conditional - f_free)</c>; auxiliary data of Poisson constraints grow with their rate factor where <paramref name="follow"/> says so.</summary>
    private void AddRatio(InputGradient gradient, Fitter conditional, Fitter free, Func<int, bool> follow)
    {
        ModelData data = conditional.Likelihood.Data;
        AddRates(gradient, conditional, 2.0, data);
        AddRates(gradient, free, -2.0, data);
        foreach (int p in _compiled.Constrained)
        {
            double c = conditional.Parameters[p];
            double f = free.Parameters[p];
            if (c == f) continue;
            double width = _numbers.Widths[p];
            double datum = data.Auxiliary[p];
            if (_compiled.Constraints[p] == ConstraintKind.Poisson)
            {
                double logarithms = follow(p) ? datum / width * LogRatio(c, f) : 0.0;
                gradient.Widths[p] += 2.0 * (c - f - logarithms);
            }
            else
            {
                gradient.Widths[p] -= 2.0 * (c - f) * (c + f - 2.0 * datum) / (width * width * width);
            }
        }
    }

    private void AddRates(InputGradient gradient, Fitter fitter, double factor, ModelData data)
    {
        double[] rates = fitter.Likelihood.Rates;
        Real[] weights = Buffers.Weights;
        for (int b = 0; b < weights.Length; b++) weights[b] = new(factor * RateSlope(data.Counts[b], rates[b]));
        AddRates(gradient, fitter.Parameters, weights, []);
    }

    private void AddRates(InputGradient gradient, ReadOnlySpan<double> parameters, ReadOnlySpan<Real> weights, Span<double> byParameter)
    {
        Real[] byInput = Buffers.ByInput;
        Span<Real> slopes = Buffers.ByParameter.AsSpan(0, byParameter.Length);
        byInput.AsSpan().Clear();
        slopes.Clear();
        SetAlong(Buffers.Point, parameters, []);
        Plain.AddGradient(Buffers.Point, weights, slopes, byInput);
        for (int i = 0; i < byInput.Length; i++) gradient.Inputs[i] += byInput[i].Value;
        for (int i = 0; i < slopes.Length; i++) byParameter[i] += slopes[i].Value;
    }

    /// <summary>Adds the gradient of the statistic of observed data.</summary>
    private void AddObserved(InputGradient gradient)
    {
        AddRatio(gradient, _conditional, _free, _numbers.IsTied);
        for (int b = 0; b < gradient.Counts.Length; b++) gradient.Counts[b] -= 2.0 * LogRatio(_conditional.Likelihood.Rates[b], _free.Likelihood.Rates[b]);
    }

    /// <summary>Adds the gradient of the statistic of Asimov data: at fixed parameters of their origin, and through the fit that the origin comes from.</summary>
    private void AddAsimov(InputGradient gradient, ModelData observed)
    {
        AddRatio(gradient, _conditional, _free, _ => true);
        double[] adjoint = new double[_start.Length];
        var weights = new Real[gradient.Counts.Length];
        for (int b = 0; b < weights.Length; b++) weights[b] = new(-2.0 * LogRatio(_conditional.Likelihood.Rates[b], _free.Likelihood.Rates[b]));
        AddRates(gradient, _asimov.Parameters, weights, adjoint);
        foreach (int p in _compiled.Constrained)
        {
            double width = _numbers.Widths[p];
            double c = _conditional.Parameters[p];
            double f = _free.Parameters[p];
            if (c == f) continue;
            adjoint[p] -= _compiled.Constraints[p] == ConstraintKind.Poisson ? 2.0 * width * LogRatio(c, f) : 2.0 * (c - f) / (width * width);
        }

        _asimov.Solve(adjoint);
        AddMixed(gradient, _asimov, observed, adjoint, -1.0);
    }

    /// <summary>Adds <c>factor v' d²f / (d theta d y)</c> at the end point of a fit, for every input y.</summary>
    private void AddMixed(InputGradient gradient, Fitter fitter, ModelData data, ReadOnlySpan<double> v, double factor)
    {
        Dual[] point = Along<Dual>(fitter.Parameters, v);
        Dual[] rates = Duals.Rates(point);
        var weights = new Dual[rates.Length];
        for (int b = 0; b < rates.Length; b++)
        {
            double n = data.Counts[b];
            double rate = rates[b].Value;
            weights[b] = n == 0.0 ? Dual.Of(1.0) : Dual.Of(1.0) - Dual.Of(n) * Dual.Reciprocal(rates[b]);
            if (rate > 0.0) gradient.Counts[b] -= factor * rates[b].Slope / rate;
        }

        var byInput = new Dual[gradient.Inputs.Length];
        Duals.AddGradient(point, weights, [], byInput);
        for (int i = 0; i < byInput.Length; i++) gradient.Inputs[i] += factor * byInput[i].Slope;
        foreach (int p in _compiled.Constrained)
        {
            if (v[p] == 0.0) continue;
            double theta = fitter.Parameters[p];
            double width = _numbers.Widths[p];
            if (_compiled.Constraints[p] == ConstraintKind.Poisson) gradient.Widths[p] += factor * v[p] * (_numbers.IsTied(p) ? 1.0 - 1.0 / theta : 1.0);
            else gradient.Widths[p] -= factor * v[p] * 2.0 * (theta - data.Auxiliary[p]) / (width * width * width);
        }
    }

    /// <summary>Adds <c>factor d(w' H w)/dy</c> at the end point of a fit, at fixed w, through the fit too.</summary>
    private void AddCurvature(InputGradient gradient, Fitter fitter, ModelData data, ReadOnlySpan<double> w, double factor)
    {
        Jet[] point = Along<Jet>(fitter.Parameters, w);
        Jet[] rates = JetRates.Rates(point);
        var weights = new Jet[rates.Length];
        for (int b = 0; b < rates.Length; b++)
        {
            double n = data.Counts[b];
            weights[b] = n == 0.0 ? Jet.Of(1.0) : Jet.Of(1.0) - Jet.Of(n) * Jet.Reciprocal(rates[b]);
            if (!(rates[b].Value > 0.0)) continue;
            double slope = rates[b].Slope / rates[b].Value;
            gradient.Counts[b] -= factor * (rates[b].Curvature / rates[b].Value - slope * slope);
        }

        var byInput = new Jet[gradient.Inputs.Length];
        var byParameter = new Jet[_start.Length];
        JetRates.AddGradient(point, weights, byParameter, byInput);
        double[] adjoint = new double[_start.Length];
        for (int i = 0; i < byInput.Length; i++) gradient.Inputs[i] += factor * byInput[i].Curvature;
        for (int p = 0; p < adjoint.Length; p++) adjoint[p] = byParameter[p].Curvature;
        foreach (int p in _compiled.Constrained)
        {
            if (w[p] == 0.0) continue;
            double theta = fitter.Parameters[p];
            double width = _numbers.Widths[p];
            if (_compiled.Constraints[p] == ConstraintKind.Poisson)
            {
                adjoint[p] -= 2.0 * data.Auxiliary[p] * w[p] * w[p] / (theta * theta * theta);
                if (_numbers.IsTied(p)) gradient.Widths[p] += factor * w[p] * w[p] / (theta * theta);
            }
            else
            {
                gradient.Widths[p] -= factor * 2.0 * w[p] * w[p] / (width * width * width);
            }
        }

        fitter.Solve(adjoint);
        AddMixed(gradient, fitter, data, adjoint, -factor);
    }

    private static T[] Along<T>(ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
        where T : struct, IReal<T>
    {
        var result = new T[point.Length];
        SetAlong<T>(result, point, direction);
        return result;
    }

    private static void SetAlong<T>(Span<T> numbers, ReadOnlySpan<double> point, ReadOnlySpan<double> direction)
        where T : struct, IReal<T>
    {
        for (int i = 0; i < numbers.Length; i++) numbers[i] = T.Along(point[i], direction.IsEmpty ? 0.0 : direction[i]);
    }

    private static double RateSlope(double count, double rate) => count == 0.0 ? 1.0 : (rate - count) / rate;

    /// <summary><c>ln(value / reference)</c>, where 0 counts as the smallest normal double.</summary>
    private static double LogRatio(double value, double reference)
    {
        value = Math.Max(value, SmallestNormal);
        reference = Math.Max(reference, SmallestNormal);
        double x = (value - reference) / reference;
        return Math.Abs(x) < 0.1 ? x - PoissonDistribution.ExcessOverLog1P(x) : Math.Log(value) - Math.Log(reference);
    }
}
