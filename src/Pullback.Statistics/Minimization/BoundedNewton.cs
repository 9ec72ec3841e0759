namespace Pullback.Statistics.Minimization;

/// <summary>Projected Newton descent on a box with the exact Hessian.</summary>
/// <remarks>
/// <para>Each step solves <c>(H_FF + nu I) p = -g_F</c>, scaled to unit diagonal, for the variables F that are not held and not pushed against a bound; the
/// step is clipped to the box and shortened until the Armijo condition holds along the clipped path. The damping nu is zero wherever the Hessian is positive
/// definite and grows only when it is not, or when no shortened step helps.</para>
/// <para>A descent ends as <see cref="FitOutcome.Converged"/> only if the Hessian of F is positive definite without damping and the gradient of F vanishes
/// in units of the conditional uncertainties; everything else is reported as what it is.</para>
/// <para>Reference: [Bertsekas1982].</para>
/// </remarks>
public static class BoundedNewton
{
    private const double SufficientDecrease = 1e-4;
    private const int MaximumHalvings = 25;
    private const int MaximumDampings = 30;
    private const double FirstDamping = 1e-4;

    /// <summary>Below this fraction of <c>max(1, |f|)</c> a predicted decrease drowns in the rounding of f, and the gradient decides instead.</summary>
    private const double RoundingOfValue = 1e-11;

    /// <summary>Minimizes a function on a box.</summary>
    /// <typeparam name="TFunction">The function; a struct is called without indirection.</typeparam>
    /// <param name="function">The function with its first two derivatives.</param>
    /// <param name="point">On entry the start, clipped to the box; on return the end point. Shape [variable].</param>
    /// <param name="lower">Lower bounds, shape [variable].</param>
    /// <param name="upper">Upper bounds, shape [variable].</param>
    /// <param name="held">Variables that keep their start value (bounds do not apply to them), shape [variable].</param>
    /// <param name="workspace">Buffers of the same dimension; afterwards they hold the factorized Hessian at the end point.</param>
    /// <param name="options">When to stop; the defaults when null.</param>
    /// <returns>How the descent ended.</returns>
    /// <exception cref="ArgumentException">A length differs from the dimension of the function.</exception>
    public static NewtonReport Minimize<TFunction>(
        TFunction function,
        Span<double> point,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        ReadOnlySpan<bool> held,
        NewtonWorkspace workspace,
        NewtonOptions? options = null)
        where TFunction : IHasHessian
    {
        ArgumentNullException.ThrowIfNull(workspace);
        options ??= NewtonOptions.Default;
        int dimension = function.Dimension;
        if (point.Length != dimension || lower.Length != dimension || upper.Length != dimension || held.Length != dimension || workspace.Dimension != dimension)
        {
            throw new ArgumentException(
                $"The function has {dimension} variables, but point, lower, upper, held and workspace have "
                + $"{point.Length}, {lower.Length}, {upper.Length}, {held.Length} and {workspace.Dimension}. All must agree.");
        }

        for (int i = 0; i < dimension; i++)
        {
            if (!held[i]) point[i] = Math.Min(Math.Max(point[i], lower[i]), upper[i]);
        }

        int iterations = 0;
        int evaluations = 1;
        double value = function.ValueGradientAndHessian(point, workspace.Gradient, workspace.Hessian);
        if (!double.IsFinite(value)) return new(FitOutcome.InfeasibleStart, value, double.NaN, double.NaN, 0, 1);

        while (true)
        {
            workspace.ChooseFree(point, lower, upper, held);
            double scaledGradient = workspace.ScaledGradient(workspace.Gradient, point);
            bool positiveDefinite = workspace.Factorize(0.0);
            double edm = double.NaN;
            if (positiveDefinite)
            {
                workspace.SolveStep();
                edm = -0.5 * Dot(workspace.Gradient, workspace.Step);
            }

            double edmLimit = options.EdmTolerance * Math.Max(1.0, Math.Abs(value));
            if (scaledGradient <= options.ScaledGradientTolerance)
            {
                FitOutcome end = positiveDefinite && edm <= edmLimit ? FitOutcome.Converged : FitOutcome.NotAMinimum;
                return new(end, value, edm, scaledGradient, iterations, evaluations);
            }

            bool stepIsReady = positiveDefinite;
            if (!positiveDefinite && function.TryPositiveModel(point, workspace.TrialHessian) && workspace.FactorizeModel(workspace.TrialHessian))
            {
                workspace.SolveStep();
                stepIsReady = true;
                evaluations++;
            }

            if (iterations == options.MaxIterations)
                return new(FitOutcome.IterationLimitReached, value, edm, scaledGradient, iterations, evaluations);

            if (!TryStep(function, point, lower, upper, workspace, held, ref value, scaledGradient, stepIsReady, ref evaluations))
            {
                // The undamped factor is what callers solve with afterwards.
                positiveDefinite = workspace.Factorize(0.0);
                FitOutcome end = positiveDefinite && edm <= edmLimit ? FitOutcome.Converged : FitOutcome.Stalled;
                return new(end, value, edm, scaledGradient, iterations, evaluations);
            }

            iterations++;
        }
    }

    private static bool TryStep<TFunction>(
        TFunction function,
        Span<double> point,
        ReadOnlySpan<double> lower,
        ReadOnlySpan<double> upper,
        NewtonWorkspace workspace,
        ReadOnlySpan<bool> held,
        ref double value,
        double scaledGradient,
        bool stepIsReady,
        ref int evaluations)
        where TFunction : IHasHessian
    {
        double damping = stepIsReady ? 0.0 : FirstDamping;
        for (int attempt = 0; attempt < MaximumDampings; attempt++, damping = damping == 0.0 ? FirstDamping : damping * 10.0)
        {
            if (damping > 0.0)
            {
                // A step of the positive model has scaled the variables its own way.
                if (attempt == 1) workspace.ChooseFree(point, lower, upper, held);
                if (!workspace.Factorize(damping)) continue;
                workspace.SolveStep();
            }

            double length = 1.0;
            for (int halving = 0; halving < MaximumHalvings; halving++, length *= 0.5)
            {
                double slope = 0.0;
                bool moved = false;
                point.CopyTo(workspace.Trial);
                foreach (int i in workspace.FreeVariables)
                {
                    double next = Math.Min(Math.Max(point[i] + length * workspace.Step[i], lower[i]), upper[i]);
                    moved |= next != point[i];
                    slope += workspace.Gradient[i] * (next - point[i]);
                    workspace.Trial[i] = next;
                }

                if (!moved) break;
                if (!(slope < 0.0)) continue;
                double trial = function.ValueGradientAndHessian(workspace.Trial, workspace.TrialGradient, workspace.TrialHessian);
                evaluations++;
                if (!double.IsFinite(trial)) continue;
                bool decreases = trial <= value + SufficientDecrease * slope;
                bool isPolish = -slope <= RoundingOfValue * Math.Max(1.0, Math.Abs(value))
                    && workspace.ScaledGradient(workspace.TrialGradient, workspace.Trial) < 0.5 * scaledGradient;
                if (!decreases && !isPolish) continue;
                workspace.AcceptTrial(point);
                value = trial;
                return true;
            }
        }

        return false;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0.0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
