namespace Pullback.HistFactory.Interpolation;

/// <summary>The weights of the two variations of an additive interpolation with their derivatives in the parameter.</summary>
/// <param name="Up">u, the weight of <c>hi - nominal</c>.</param>
/// <param name="Down">d, the weight of <c>nominal - lo</c>.</param>
/// <param name="UpSlope"><c>du/dalpha</c>.</param>
/// <param name="DownSlope"><c>dd/dalpha</c>.</param>
/// <param name="UpCurvature"><c>d²u/dalpha²</c>.</param>
/// <param name="DownCurvature"><c>d²d/dalpha²</c>.</param>
public readonly record struct AdditiveWeights(double Up, double Down, double UpSlope, double DownSlope, double UpCurvature, double DownCurvature);
