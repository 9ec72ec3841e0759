namespace Pullback.Autodiff;

/// <summary>A variable of an inner minimisation.</summary>
/// <param name="Variable">The parameter that stands for the variable in the objective; uniform float64 of any shape. It has no value outside.</param>
/// <param name="Start">The starting point, of the shape of the variable or a scalar: a number or a uniform value of the graph.</param>
/// <param name="Lower">Lower bound of every element.</param>
/// <param name="Upper">Upper bound of every element.</param>
public sealed record ArgMinVariable(
    Expr Variable, Expr Start, double Lower = double.NegativeInfinity, double Upper = double.PositiveInfinity);
