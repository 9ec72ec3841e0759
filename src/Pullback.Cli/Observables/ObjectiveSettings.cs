namespace Pullback.Cli.Observables;

/// <summary>What training makes small.</summary>
/// <param name="Terms">Names and weights; the objective is their weighted sum.</param>
/// <param name="Poi">Tested signal strength.</param>
internal sealed record ObjectiveSettings(IReadOnlyList<(string Name, double Weight)> Terms, double Poi);
