namespace Pullback.Plotting.Standard;

/// <summary>An interval of a scanned parameter.</summary>
/// <param name="Label">Name in the legend, for example <c>95 % CL</c>.</param>
/// <param name="Level">The value of <c>−2 Δln L</c> at its ends, positive.</param>
/// <param name="Lower">The lower end; null if there is none.</param>
/// <param name="Upper">The upper end; null if there is none.</param>
public sealed record ScanInterval(string Label, double Level, double? Lower, double? Upper);
