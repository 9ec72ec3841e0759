namespace Pullback.Autodiff;

/// <summary>A function to be minimised inside a program, with its first two derivatives. See <see cref="Op.ArgMin"/>.</summary>
public interface IInnerObjective
{
    /// <summary>The number of variables.</summary>
    int Dimension { get; }

    /// <summary>Computes the value.</summary>
    /// <param name="point">The variables. Shape [variable].</param>
    /// <returns>The value.</returns>
    double Value(ReadOnlySpan<double> point);

    /// <summary>Computes value, gradient and Hessian.</summary>
    /// <param name="point">The variables. Shape [variable].</param>
    /// <param name="gradient">Receives the gradient. Shape [variable].</param>
    /// <param name="hessian">Receives the Hessian. Shape [variable, variable].</param>
    /// <returns>The value.</returns>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);
}

/// <summary>Finds the minimum of an inner objective within bounds.</summary>
public interface IInnerMinimizer
{
    /// <summary>Minimises to a precision at which the derivative of the solution makes sense: gradient of free variables zero to rounding.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="lower">Lower bounds, −∞ where there is none. Shape [variable].</param>
    /// <param name="upper">Upper bounds, +∞ where there is none. Shape [variable].</param>
    /// <param name="solution">The starting point on entry, the minimum on return. A variable at its bound equals it exactly.</param>
    /// <exception cref="ArithmeticException">No minimum was found; the message says why. A solution that did not converge is never returned.</exception>
    void Minimize(IInnerObjective objective, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, Span<double> solution);
}
