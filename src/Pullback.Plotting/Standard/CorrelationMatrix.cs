namespace Pullback.Plotting.Standard;

/// <summary>Correlations between fitted parameters.</summary>
/// <param name="Names">Names of the parameters. Shape [parameter].</param>
/// <param name="Values">Correlation coefficients, symmetric, within [−1, 1], with ones on the diagonal. Shape [parameter, parameter].</param>
public sealed record CorrelationMatrix(IReadOnlyList<string> Names, double[,] Values)
{
    /// <summary>Only parameters with a correlation of at least this size, without sign, to some other parameter are shown; 0 to 1.</summary>
    /// <value>Default: 0, all.</value>
    public double Threshold { get; init; }
}
