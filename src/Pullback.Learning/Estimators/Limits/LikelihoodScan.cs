namespace Pullback.Learning.Estimators.Limits;

/// <summary>The likelihood at given points.</summary>
/// <param name="Points">Shape [point, parameter].</param>
/// <param name="Nll">−ln L, shape [point].</param>
/// <param name="Q"><c>q = 2 (−ln L(θ) + ln L(θ̂))</c> with the best of all points, or a better fit if one is given, as θ̂; shape [point].</param>
/// <param name="PValues">The probability of a larger q under θ, by its asymptotic chi-square distribution; shape [point].</param>
/// <param name="Degrees">Its degrees of freedom.</param>
/// <param name="Best">The index of the point of highest likelihood.</param>
public sealed record LikelihoodScan(double[] Points, double[] Nll, double[] Q, double[] PValues, int Degrees, int Best);
