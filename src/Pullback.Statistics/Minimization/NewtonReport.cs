namespace Pullback.Statistics.Minimization;

/// <summary>What a minimization did.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">The function at the end point.</param>
/// <param name="Edm">The estimated distance to the minimum <c>g' H^-1 g / 2</c> over the free variables, in units of the function; NaN when the Hessian there is not positive definite.</param>
/// <param name="ScaledGradient"><c>max |g_i| / sqrt(H_ii)</c> over the free variables.</param>
/// <param name="Iterations">The number of accepted steps.</param>
/// <param name="Evaluations">The number of evaluations of value, gradient and Hessian together.</param>
public readonly record struct NewtonReport(FitOutcome Outcome, double Value, double Edm, double ScaledGradient, int Iterations, int Evaluations)
{
    /// <summary>Whether the end point is a minimum.</summary>
    public bool IsConverged => Outcome == FitOutcome.Converged;

    /// <summary>Returns quietly when the minimization converged.</summary>
    /// <param name="fit">The name of the fit, for the message.</param>
    /// <exception cref="FitFailedException">It did not converge.</exception>
    public void ThrowIfFailed(string fit)
    {
        if (!IsConverged) throw new FitFailedException(fit, Outcome);
    }
}
