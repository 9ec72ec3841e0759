using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Minimization;

namespace Pullback.Learning.Estimators.Limits;

/// <content>Ends of intervals, root-found on the profile likelihood.</content>
public sealed partial class LikelihoodInference
{
    private const int MostSteps = 100;
    private const int SmoothSteps = 8;
    private const double Accuracy = 1e-11;

    /// <summary>The central interval of a parameter: all values with <c>q ≤ χ²(level)</c>, the other parameters profiled.</summary>
    /// <param name="fit">The best fit, converged.</param>
    /// <param name="parameter">The parameter, from 0.</param>
    /// <param name="level">The confidence level, within (0, 1).</param>
    /// <param name="degrees">Degrees of freedom of the chi-square distribution; more than one for simultaneous intervals.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="ArgumentException">The parameter does not exist, is fixed, or the level is not within (0, 1).</exception>
    /// <exception cref="FitFailedException">The best fit or a conditional fit did not converge, or the conditional fits went below the best fit.</exception>
    /// <exception cref="NonFiniteLogRatioException">The log ratio of an event is not finite.</exception>
    public LikelihoodInterval Interval(LikelihoodFit fit, int parameter, double level, int degrees = 1, CancellationToken cancellation = default)
    {
        double target = ChiSquaredDistribution.Quantile(level, degrees);
        return new LikelihoodInterval(parameter, level, target, Fitted(fit, parameter), Crossing(fit, parameter, target, -1, cancellation), Crossing(fit, parameter, target, +1, cancellation));
    }

    /// <summary>The upper limit of a parameter: where <c>√q = Φ⁻¹(level)</c> above the best fit, the other parameters profiled.</summary>
    /// <inheritdoc cref="Interval"/>
    /// <returns>The limit; null if the likelihood does not fall that far within the bounds.</returns>
    public double? UpperLimit(LikelihoodFit fit, int parameter, double level, CancellationToken cancellation = default) => Crossing(fit, parameter, OneSided(level), +1, cancellation);

    /// <summary>The lower limit of a parameter: where <c>√q = Φ⁻¹(level)</c> below the best fit, the other parameters profiled.</summary>
    /// <inheritdoc cref="Interval"/>
    /// <returns>The limit; null if the likelihood does not fall that far within the bounds.</returns>
    public double? LowerLimit(LikelihoodFit fit, int parameter, double level, CancellationToken cancellation = default) => Crossing(fit, parameter, OneSided(level), -1, cancellation);

    private static double OneSided(double level)
    {
        if (!(level is > 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The level of a one-sided limit lies between 0.5 and 1, both excluded.");
        double z = SpecialMath.NormalQuantile(level);
        return z * z;
    }

    private double Fitted(LikelihoodFit fit, int parameter)
    {
        ArgumentNullException.ThrowIfNull(fit);
        CheckIndex(parameter, nameof(parameter));
        if (Parameters[parameter].State == Statistics.Parameters.ParameterState.Fixed)
            throw new ArgumentException($"Parameter '{Parameters[parameter].Name}' is fixed and has no interval. Leave it free.", nameof(parameter));
        if (!fit.IsConverged) throw new FitFailedException("best fit", fit.Outcome);
        return fit.Theta[parameter];
    }

    /// <summary>Where q crosses a value on one side: Newton steps with the exact slope, kept inside a bracket.</summary>
    private double? Crossing(LikelihoodFit fit, int parameter, double target, int side, CancellationToken cancellation)
    {
        double best = Fitted(fit, parameter);
        double bound = side > 0 ? _upper[parameter] : _lower[parameter];
        if (best == bound) return null;
        bool[] held = new bool[Parameters.Count];
        held[parameter] = true;
        double uncertainty = fit.Uncertainty(parameter);
        double inner = best;
        double outer = double.NaN;
        double value = best + (side * Math.Sqrt(target) * (double.IsNaN(uncertainty) ? 1e-2 * _scales[parameter] : uncertainty));
        double[] theta = fit.Theta;
        for (int step = 0; step < MostSteps; step++)
        {
            if (side * (value - bound) > 0) value = bound;
            theta = [.. theta];
            theta[parameter] = value;
            LikelihoodFit conditional = Fit(theta, held, Threads, cancellation);
            if (!conditional.IsConverged) conditional = Fit([.. fit.Theta.Select((t, i) => i == parameter ? value : t)], held, Threads, cancellation);
            string where = FormattableString.Invariant($"conditional fit at {Parameters[parameter].Name} = {value:R}");
            bool outside = double.IsPositiveInfinity(conditional.Nll);
            if (!conditional.IsConverged && !outside) throw new FitFailedException(where, conditional.Outcome);
            double q = outside ? double.PositiveInfinity : 2 * (conditional.Nll - fit.Nll);
            if (q < -1e-3 * target)
                throw new FitFailedException(where, FitOutcome.NotAMinimum, "It lies below the best fit, which is no global minimum. Begin the best fit near here.");
            if (Math.Abs(q - target) <= Accuracy * target) return value;
            if (q < target)
            {
                if (value == bound) return null;
                inner = value;
            }
            else
            {
                outer = value;
            }

            if (!outside) theta = conditional.Theta;
            // On kinks Newton's steps may creep along one side: every second late one halves the bracket.
            double next = step > SmoothSteps && step % 2 == 0 ? double.NaN : value - ((q - target) / (2 * conditional.Gradient[parameter]));
            value = Next(inner, outer, next, best, side);
            if (value == inner || value == outer || (!double.IsNaN(outer) && Math.Abs(outer - inner) <= Accuracy * 1e-3 * (Math.Abs(inner) + Math.Abs(outer)))) return value;
        }

        throw new FitFailedException($"search for the limit of {Parameters[parameter].Name}", FitOutcome.IterationLimitReached);
    }

    /// <summary>The Newton step if it helps, else half-way in the bracket, or twice as far while there is none.</summary>
    private static double Next(double inner, double outer, double newton, double best, int side)
    {
        bool open = double.IsNaN(outer);
        double most = open ? best + (4 * (inner - best)) : outer;
        bool good = double.IsFinite(newton) && side * (newton - inner) > 0 && side * (newton - most) < 0;
        if (good) return newton;
        return open ? best + (2 * (inner - best)) : inner + (0.5 * (outer - inner));
    }
}
