namespace Pullback.Learning.Estimators.Limits;

/// <summary>The Poisson term of a likelihood, <c>ln Pois(n|ν(θ))</c>.</summary>
/// <param name="Expected">ν(θ).</param>
/// <param name="Observed">n, a real number for Asimov data; zero or more.</param>
public sealed record ObservedEvents(IExpectedEvents Expected, double Observed);
