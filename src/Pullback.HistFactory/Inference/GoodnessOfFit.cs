namespace Pullback.HistFactory.Inference;

/// <summary>A fit against the saturated model, in which every bin and auxiliary datum is described perfectly.</summary>
/// <remarks>Reference: [HistFactory2012]; asymptotically a chi-square distribution.</remarks>
/// <param name="Statistic"><c>2 ln (L_saturated / L)</c>.</param>
/// <param name="DegreesOfFreedom">The number of bins less that of free parameters without auxiliary measurement.</param>
/// <param name="PValue">The chi-square probability of a larger statistic; NaN without degrees of freedom.</param>
public sealed record GoodnessOfFit(double Statistic, int DegreesOfFreedom, double PValue);
