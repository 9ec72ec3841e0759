namespace Pullback.Statistics.Minimization;

/// <summary>A fit that a result depends on did not converge.</summary>
public sealed class FitFailedException : ArithmeticException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fit">Which fit failed, for example <c>conditional fit at mu = 1</c>.</param>
    /// <param name="outcome">How it ended.</param>
    public FitFailedException(string fit, FitOutcome outcome)
        : base($"The {fit} did not converge ({outcome}). {outcome.Advice()}")
    {
        Outcome = outcome;
    }

    /// <summary>How the fit ended.</summary>
    public FitOutcome Outcome { get; }
}
