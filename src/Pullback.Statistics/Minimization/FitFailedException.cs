namespace Pullback.Statistics.Minimization;

/// <summary>A fit that a result depends on did not converge.</summary>
public sealed class FitFailedException : ArithmeticException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fit">Which fit failed, for example <c>conditional fit at mu = 1</c>.</param>
    /// <param name="outcome">How it ended.</param>
    public FitFailedException(string fit, FitOutcome outcome)
        : this(fit, outcome, "")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="fit">Which fit failed.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="where">What is known about the cause: a sentence, or empty.</param>
    public FitFailedException(string fit, FitOutcome outcome, string where)
        : base($"The {fit} did not converge ({outcome}). {where}{(where.Length > 0 ? " " : "")}{outcome.Advice()}")
    {
        Outcome = outcome;
    }

    /// <summary>How the fit ended.</summary>
    public FitOutcome Outcome { get; }
}
