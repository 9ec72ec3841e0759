namespace Pullback.Plotting.Standard.Categories;

/// <summary>A quantity against the epoch.</summary>
/// <param name="Label">Name in the legend.</param>
/// <param name="Values">One value per epoch. Shape [epoch].</param>
public sealed record HistoryLine(string Label, IReadOnlyList<double> Values);
