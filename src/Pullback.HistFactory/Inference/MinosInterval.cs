namespace Pullback.HistFactory.Inference;

/// <summary>Where twice the profile likelihood ratio of one parameter reaches 1: a confidence interval of 68.3 % that need not be symmetric.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">The fitted value.</param>
/// <param name="Down">The distance to the lower end, at most 0; NaN when there is none within the bounds or where fits converge.</param>
/// <param name="Up">The distance to the upper end, at least 0; NaN when there is none within the bounds or where fits converge.</param>
/// <param name="BetterMinimum">−2 ln L of a point below the fitted minimum that was met on the way; null if none was.</param>
public sealed record MinosInterval(string Name, double Value, double Down, double Up, double? BetterMinimum);
