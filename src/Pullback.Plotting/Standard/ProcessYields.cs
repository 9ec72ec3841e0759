namespace Pullback.Plotting.Standard;

/// <summary>Yields of one process in bins.</summary>
/// <param name="Label">Name of the process.</param>
/// <param name="Yields">Yields, zero or more. Shape [bin].</param>
public sealed record ProcessYields(string Label, IReadOnlyList<double> Yields);
