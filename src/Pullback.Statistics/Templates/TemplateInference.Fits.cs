using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Templates;

/// <content>Maximum likelihood fits, free and conditional, from fixed starting points.</content>
public sealed partial class TemplateInference
{
    /// <summary>Two values of the likelihood closer than this, relative to max(1, |f|), belong to the same minimum.</summary>
    private const double SameMinimum = 1e-9;

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
}
