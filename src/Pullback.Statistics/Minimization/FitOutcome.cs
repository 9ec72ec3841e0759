namespace Pullback.Statistics.Minimization;

/// <summary>How a minimization ended. Only <see cref="Converged"/> is a minimum; <see cref="FitOutcomes.Advice"/> says what to do about the others.</summary>
public enum FitOutcome
{
    /// <summary>The projected gradient vanishes, the Hessian of the free variables is positive definite and the estimated distance to the minimum is below its limit.</summary>
    Converged,

    /// <summary>The function is not finite at the start point.</summary>
    InfeasibleStart,

    /// <summary>The iteration limit was reached first.</summary>
    IterationLimitReached,

    /// <summary>No step along the damped Newton direction lowers the function, yet the gradient does not vanish.</summary>
    Stalled,

    /// <summary>The gradient vanishes at a point where the Hessian is not positive definite: a saddle or a flat direction.</summary>
    NotAMinimum,
}
