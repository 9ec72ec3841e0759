namespace Pullback.Data.Processes;

/// <summary>A systematic variation: the events at plus and minus one standard deviation of a nuisance parameter.</summary>
/// <param name="Name">Name of the nuisance parameter.</param>
/// <param name="Up">Events at plus one.</param>
/// <param name="Down">Events at minus one.</param>
public sealed record ProcessVariation(string Name, EventSample Up, EventSample Down);
