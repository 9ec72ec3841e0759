using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Series;

/// <summary>One process of a stacked histogram.</summary>
/// <param name="Label">Name in the legend.</param>
/// <param name="Counts">Contents, zero or more. Shape [bin].</param>
/// <param name="Color">Color of the filling.</param>
public sealed record StackLayer(string Label, IReadOnlyList<double> Counts, PlotColor Color);
