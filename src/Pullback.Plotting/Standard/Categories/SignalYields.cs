namespace Pullback.Plotting.Standard.Categories;

/// <summary>Yields of a signal, drawn as a line from zero.</summary>
/// <param name="Label">Name of the process.</param>
/// <param name="Yields">Yields. Shape [bin].</param>
public sealed record SignalYields(string Label, IReadOnlyList<double> Yields)
{
    /// <summary>Factor by which the line is scaled, positive; the legend states it.</summary>
    /// <value>Default: null, the power of ten that brings the signal's highest bin next below that of the backgrounds; 1 on a logarithmic axis.</value>
    public double? Scale { get; init; }
}
