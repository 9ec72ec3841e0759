namespace Pullback.Plotting.Standard;

/// <summary>A scan of the likelihood along one parameter, the others minimized or held.</summary>
/// <param name="Label">Name in the legend, for example <c>stat. only</c>.</param>
/// <param name="Values">Increasing values of the parameter. Shape [point].</param>
/// <param name="TwiceNll"><c>−2 Δln L</c>, above the minimum. Shape [point].</param>
public sealed record ScanCurve(string Label, IReadOnlyList<double> Values, IReadOnlyList<double> TwiceNll);
