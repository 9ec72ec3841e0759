namespace Pullback.Learning.Estimators.Events;

/// <summary>A column of the observations.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">The expression it was calculated from, as text that is never executed; null if the file does not say.</param>
public sealed record MadMinerObservable(string Name, string? Definition = null);
