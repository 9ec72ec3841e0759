using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <content>Results of the information at an Asimov point, where no fit is needed.</content>
public sealed partial class TemplateInference
{
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
}
