namespace Pullback.Learning.Categories.Losses;

/// <summary>What an objective makes of counts.</summary>
/// <param name="Loss">What training makes small.</param>
/// <param name="Results">The result of every signal.</param>
/// <param name="Combined">The results in one number.</param>
/// <param name="LowBackground">The penalty for little background, without its weight.</param>
/// <param name="HighUncertainty">The penalty for an uncertain background, without its weight.</param>
/// <param name="Maximize">Whether a larger result is better.</param>
public sealed record CategoryResult(double Loss, IReadOnlyList<double> Results, double Combined, double LowBackground, double HighUncertainty, bool Maximize);
