namespace Pullback.Statistics.Minimization;

/// <summary>The sentence that goes with each <see cref="FitOutcome"/>.</summary>
public static class FitOutcomes
{
    /// <summary>What the outcome means and what to do about it.</summary>
    /// <param name="outcome">The outcome of a fit.</param>
    /// <returns>One or two sentences for a person.</returns>
    public static string Advice(this FitOutcome outcome) => outcome switch
    {
        FitOutcome.Converged => "The fit found a minimum.",
        FitOutcome.InfeasibleStart =>
            "The likelihood is zero at the start point: a bin with observed events has no expected ones, or a rate is negative. Start elsewhere or check the templates of that bin.",
        FitOutcome.IterationLimitReached =>
            "The fit used all its iterations before the gradient vanished. Raise the iteration limit, or start closer to the minimum.",
        FitOutcome.Stalled =>
            "No further step lowers the function although its gradient is not zero: the minimum sits on a kink (interpolation code 0 at alpha = 0) or on the edge where a rate "
            + "becomes negative. Use interpolation code 4p, or check variations larger than their nominal template.",
        FitOutcome.NotAMinimum =>
            "The gradient vanishes but the Hessian is not positive definite: the fit is on a saddle, or a combination of parameters is not constrained by the data. "
            + "Start elsewhere, or fix one of the parameters.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };
}
