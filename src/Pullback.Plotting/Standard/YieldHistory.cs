namespace Pullback.Plotting.Standard;

/// <summary>How the yields of one process in each bin changed during training.</summary>
/// <param name="Process">Name of the process.</param>
/// <param name="Yields">Yields. Shape [epoch, bin].</param>
public sealed record YieldHistory(string Process, double[,] Yields);
