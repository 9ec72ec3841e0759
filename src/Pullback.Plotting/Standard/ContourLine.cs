namespace Pullback.Plotting.Standard;

/// <summary>One line of a contour.</summary>
/// <param name="Level">Value of <c>−2 Δln L</c> along the line.</param>
/// <param name="X">First parameter. Shape [point].</param>
/// <param name="Y">Second parameter. Shape [point]. A closed line ends at its first point.</param>
public sealed record ContourLine(double Level, IReadOnlyList<double> X, IReadOnlyList<double> Y);
