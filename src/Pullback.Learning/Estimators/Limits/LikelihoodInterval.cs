namespace Pullback.Learning.Estimators.Limits;

/// <summary>The values of a parameter that are not excluded at a confidence level, all others profiled.</summary>
/// <param name="Parameter">The parameter, from 0.</param>
/// <param name="Level">The confidence level.</param>
/// <param name="Q">The value of q at the ends.</param>
/// <param name="BestFit">The fitted value.</param>
/// <param name="Lower">The lower end; null if the likelihood does not fall to it within the bounds.</param>
/// <param name="Upper">The upper end; null if the likelihood does not fall to it within the bounds.</param>
public sealed record LikelihoodInterval(int Parameter, double Level, double Q, double BestFit, double? Lower, double? Upper);
