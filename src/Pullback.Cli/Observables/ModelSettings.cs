namespace Pullback.Cli.Observables;

/// <summary>The likelihood built from the bins.</summary>
/// <param name="BackgroundUncertainty"><c>shared</c>, <c>per-bin</c> or <c>none</c>.</param>
/// <param name="RelativeUncertainty">Relative background uncertainty of own events, or <c>null</c>.</param>
/// <param name="Interpolation"><c>code4p</c> or <c>code0</c>.</param>
internal sealed record ModelSettings(string BackgroundUncertainty, double? RelativeUncertainty, string Interpolation);
