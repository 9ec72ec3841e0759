namespace Pullback.HistFactory.Inference;

/// <summary>A point of a profile likelihood.</summary>
/// <param name="Values">The values held, in the order of the parameters scanned.</param>
/// <param name="DeltaTwiceNll">−2 ln L above its minimum; NaN where the fit did not converge.</param>
public sealed record ProfilePoint(IReadOnlyList<double> Values, double DeltaTwiceNll);
