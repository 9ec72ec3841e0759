namespace Pullback.Learning.Estimators.Limits;

/// <summary>An auxiliary measurement of one parameter, <c>ln N(m|θ_k, σ)</c>.</summary>
/// <param name="Parameter">The parameter k, from 0.</param>
/// <param name="Mean">The measured value m.</param>
/// <param name="Deviation">Its standard uncertainty σ, positive.</param>
public sealed record GaussianConstraint(int Parameter, double Mean = 0, double Deviation = 1);
