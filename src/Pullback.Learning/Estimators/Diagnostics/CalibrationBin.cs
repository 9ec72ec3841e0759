namespace Pullback.Learning.Estimators.Diagnostics;

/// <summary>One bin of a calibration curve.</summary>
/// <param name="Predicted">The weighted mean of s in the bin.</param>
/// <param name="Observed">The weighted share of events of the denominator.</param>
/// <param name="Lower">The lower end of its interval of one standard deviation (Wilson, with the effective number).</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Weight">The share of all weight that is in the bin.</param>
/// <param name="EffectiveEvents">The effective number of events.</param>
public sealed record CalibrationBin(double Predicted, double Observed, double Lower, double Upper, double Weight, double EffectiveEvents);
