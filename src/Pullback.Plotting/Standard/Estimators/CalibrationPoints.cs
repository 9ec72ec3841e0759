namespace Pullback.Plotting.Standard.Estimators;

/// <summary>Predicted against observed probabilities in bins.</summary>
/// <param name="Label">Name in the legend, for example <c>As trained</c>.</param>
/// <param name="Predicted">Mean predicted probability, within [0, 1]. Shape [bin].</param>
/// <param name="Observed">Observed share, within [0, 1]. Shape [bin].</param>
/// <param name="Lower">Lower ends of the intervals of the shares. Shape [bin].</param>
/// <param name="Upper">Upper ends. Shape [bin].</param>
public sealed record CalibrationPoints(string Label, IReadOnlyList<double> Predicted, IReadOnlyList<double> Observed, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper);
