using Pullback.Data.Tables;

namespace Pullback.Cli.Categories;

/// <summary>How the counts of a continuum are scaled to a mass window.</summary>
/// <param name="Mass">The mass.</param>
/// <param name="Range">The range of the fit.</param>
/// <param name="Window">The window in which events count.</param>
/// <param name="Bins">The bins of the mass spectrum.</param>
/// <param name="Method">The fit.</param>
/// <param name="Processes">The processes that are scaled; empty for all backgrounds.</param>
/// <param name="UpdateEvery">Epochs between two fits.</param>
internal sealed record BumpHuntSettings(
    ColumnSelection Mass, (double Low, double High) Range, (double Low, double High) Window, int Bins, string Method, IReadOnlyList<string> Processes, int UpdateEvery);
