using Pullback.HistFactory.Likelihoods;
using Pullback.HistFactory.Modifiers;
using Pullback.Statistics.Minimization;

namespace Pullback.HistFactory.Inference;

/// <content>Profile likelihoods: MINOS intervals, scans, impacts.</content>
public sealed partial class ModelInference
{
    /// <summary>The MINOS interval of a parameter: where <c>2 (f(theta) - f_min) = 1</c>, everything else profiled.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">The free fit of the same data, converged.</param>
    /// <param name="name">A parameter that the fit could move.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">There is no such parameter, or it was fixed.</exception>
    /// <exception cref="FitFailedException">The fit given did not converge.</exception>
    public MinosInterval Minos(HistFactoryData data, FitResult fit, string name)
    {
        ArgumentNullException.ThrowIfNull(fit);
        fit.ThrowIfFailed();
        int parameter = Model.Parameters.IndexOf(name);
        if (fit.IsFixed(parameter)) throw new ArgumentException($"Parameter '{name}' is fixed and has no interval.", nameof(name));
        ModelData observed = Model.ToModelData(data);
        double best = fit.Nll - observed.Constant(_numbers);
        double? better = null;
        double down = End(-1.0);
        double up = End(1.0);
        return new MinosInterval(name, fit.Values[parameter], down, up, better);

        double End(double sign)
        {
            double[] start = [.. fit.Values];
            double origin = start[parameter];
            double bound = sign > 0.0 ? _free.Upper[parameter] : _free.Lower[parameter];
            double sigma = fit.HesseUncertainty(parameter);
            double distance = sigma > 0.0 ? sigma : 0.1 * Math.Max(1.0, Math.Abs(origin));
            double inside = 0.0;
            double outside = double.PositiveInfinity;

            // Fits start at the minimum, never from one another, so that the rise is a function of the distance; where other starts may find less, from there too.
            bool isCautious = false;
            int failures = 0;
            for (int i = 0; i < 120; i++)
            {
                double limit = sign * (bound - origin);
                bool atBound = distance >= limit;
                if (atBound) distance = limit;
                start[parameter] = origin + sign * distance;
                NewtonReport report = _conditional.Run(observed, start, _held, parameter);
                if (isCautious || !report.IsConverged) report = Lower(report, start);
                if (!report.IsConverged && ++failures > 10) return double.NaN;
                double rise = report.IsConverged ? 2.0 * (_conditional.Value - best) : double.PositiveInfinity;
                if (rise < -1e-9) better = Math.Min(better ?? double.PositiveInfinity, 2.0 * (_conditional.Value + observed.Constant(_numbers)));
                if (rise < 1.0) inside = distance;
                else outside = distance;
                if (atBound && rise < 1.0) return double.NaN;
                double slope = report.IsConverged ? 2.0 * sign * Slope(_conditional, parameter) : double.NaN;
                double next = distance + (1.0 - rise) / slope;
                bool isEnd = Math.Abs(next - distance) <= 1e-9 * distance;
                if (isEnd || (double.IsFinite(outside) && outside - inside <= 1e-10 * outside))
                {
                    if (isCautious || (isEnd && !IsHigher(start))) return sign * (isEnd ? next : outside);
                    (isCautious, inside, outside) = (true, 0.0, double.PositiveInfinity);
                    continue;
                }

                if (!(next > inside && next < outside) || !(slope > 0.0)) next = double.IsPositiveInfinity(outside) ? 2.0 * distance : 0.5 * (inside + outside);
                distance = next;
            }

            return double.NaN;
        }

        bool IsHigher(double[] point)
        {
            double value = _conditional.Value;
            return _conditional.Run(observed, StartAt(point), _held, parameter).IsConverged && _conditional.Value < value - 1e-9;
        }

        NewtonReport Lower(NewtonReport first, double[] point)
        {
            double value = _conditional.Value;
            double[] end = [.. _conditional.Parameters];
            NewtonReport second = _conditional.Run(observed, StartAt(point), _held, parameter);
            if (!first.IsConverged || (second.IsConverged && _conditional.Value < value)) return second;
            return _conditional.Run(observed, end, _held, parameter);
        }

        double[] StartAt(double[] point)
        {
            double[] cold = [.. _start];
            cold[parameter] = point[parameter];
            return cold;
        }
    }

    /// <summary>The profile likelihood of one or more parameters at given points; fits start from that of the point before and from the free fit, and the lower counts.</summary>
    /// <param name="data">The data.</param>
    /// <param name="names">The parameters scanned.</param>
    /// <param name="points">Their values. Shape [point][parameter].</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <returns>The points with −2 ln L above the lowest value that the free fit or a point reached.</returns>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    /// <exception cref="FitFailedException">The free fit did not converge.</exception>
    public IReadOnlyList<ProfilePoint> Scan(
        HistFactoryData data, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>> points, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(points);
        ModelData observed = Model.ToModelData(data);
        int[] scanned = [.. names.Select(Model.Parameters.IndexOf)];
        RunFree(observed, _start);
        double lowest = _free.Value;
        double[] best = [.. _free.Parameters];
        double[] start = [.. best];
        bool[] held = [.. _held];
        foreach (int p in scanned) held[p] = true;
        double[] values = new double[points.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double value = double.PositiveInfinity;
            double[] next = start;
            foreach (double[] from in (ReadOnlySpan<double[]>)[start, best])
            {
                double[] point = [.. from];
                for (int k = 0; k < scanned.Length; k++) point[scanned[k]] = points[i][k];
                if (!_conditional.Run(observed, point, held).IsConverged || _conditional.Value >= value) continue;
                value = _conditional.Value;
                next = [.. _conditional.Parameters];
            }

            start = next;
            values[i] = double.IsFinite(value) ? value : double.NaN;
            if (values[i] < lowest) lowest = values[i];
        }

        return [.. points.Select((p, i) => new ProfilePoint([.. p], 2.0 * (values[i] - lowest)))];
    }

    /// <summary>The impact of a nuisance parameter on the parameter of interest, by fits with the nuisance parameter held.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">The free fit of the same data, converged.</param>
    /// <param name="name">A parameter other than the parameter of interest that the fit could move.</param>
    /// <returns>The impact.</returns>
    /// <exception cref="InvalidModelException">There is no parameter of interest, or it is fixed.</exception>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    /// <exception cref="FitFailedException">The fit given did not converge.</exception>
    public Impact ImpactOf(HistFactoryData data, FitResult fit, string name)
    {
        ArgumentNullException.ThrowIfNull(fit);
        RequirePoi();
        fit.ThrowIfFailed();
        int parameter = Model.Parameters.IndexOf(name);
        ModelData observed = Model.ToModelData(data);
        double sigma = fit.HesseUncertainty(parameter);
        double prefit = PrefitUncertainty(parameter);
        return new Impact(
            name, fit.Values[parameter], Pull(data, fit, parameter), sigma / prefit, Change(sigma), Change(-sigma), Change(prefit), Change(-prefit));

        double Change(double step)
        {
            if (!double.IsFinite(step)) return double.NaN;
            double[] start = [.. fit.Values];
            double value = start[parameter] + step;
            start[parameter] = Math.Min(Math.Max(value, _free.Lower[parameter]), _free.Upper[parameter]);
            return _conditional.Run(observed, start, _held, parameter).IsConverged ? _conditional.Parameters[_poi] - fit.Values[_poi] : double.NaN;
        }
    }

    /// <summary>The uncertainty of a parameter from its auxiliary measurement alone: sigma, or <c>1/sqrt(tau)</c>.</summary>
    /// <param name="parameter">Its position.</param>
    /// <returns>The uncertainty; NaN without an auxiliary measurement or for a fixed parameter.</returns>
    public double PrefitUncertainty(int parameter) => _numbers.IsFixed[parameter] ? double.NaN : _compiled.Constraints[parameter] switch
    {
        ConstraintKind.Normal => _numbers.Widths[parameter],
        ConstraintKind.Poisson => 1.0 / Math.Sqrt(_numbers.Widths[parameter]),
        _ => double.NaN,
    };

    /// <summary>The pull of a parameter: its fitted value less what its auxiliary measurement says, in units of <see cref="PrefitUncertainty"/>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">Their fit.</param>
    /// <param name="parameter">The position of the parameter.</param>
    /// <returns>The pull; NaN without an auxiliary measurement.</returns>
    public double Pull(HistFactoryData data, FitResult fit, int parameter)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fit);
        int place = Array.IndexOf(_compiled.Constrained, parameter);
        if (place < 0) return double.NaN;
        double center = _compiled.Constraints[parameter] == ConstraintKind.Poisson ? data.Auxiliary[place] / _numbers.Widths[parameter] : data.Auxiliary[place];
        return (fit.Values[parameter] - center) / PrefitUncertainty(parameter);
    }

    private double Slope(Fitter fitter, int parameter)
    {
        int core = _compiled.CoreOf[parameter];
        return core >= 0 ? fitter.Newton.Gradient[core] : fitter.Likelihood.GammaGradients[_compiled.BinOfGamma[parameter]];
    }
}
