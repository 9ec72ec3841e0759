namespace Pullback.Learning.Estimators.Limits;

/// <summary>One point of a profile scan.</summary>
/// <param name="Values">The values of the scanned parameters.</param>
/// <param name="Q">Twice the difference of the profiled −ln L to that of the best fit, at least 0; NaN if the fit did not converge.</param>
/// <param name="PValue">The probability of a larger q by its asymptotic chi-square distribution with as many degrees of freedom as there are scanned parameters.</param>
/// <param name="Fit">The fit of the others.</param>
public sealed record ProfilePoint(double[] Values, double Q, double PValue, LikelihoodFit Fit);
