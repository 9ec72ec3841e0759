namespace Pullback.Plotting.Standard;

/// <summary>Yields of one channel of a fit. Processes of the same name have the same color in all channels.</summary>
/// <param name="Name">Name of the channel.</param>
/// <param name="Processes">Yields of the processes, from bottom to top, all over the same bins.</param>
public sealed record ChannelYields(string Name, IReadOnlyList<ProcessYields> Processes)
{
    /// <summary>Uncertainty of the total prediction, zero or more. Shape [bin].</summary>
    /// <value>Default: null, no band in this channel.</value>
    public IReadOnlyList<double>? Uncertainty { get; init; }

    /// <summary>Observed counts. Shape [bin].</summary>
    /// <value>Default: null, none in this channel, as for blinded ones.</value>
    public IReadOnlyList<double>? Data { get; init; }

    /// <summary>Names of the bins. Shape [bin].</summary>
    /// <value>Default: null, numbers from 1, or the names of the channels if each of them has a single bin.</value>
    public IReadOnlyList<string>? BinNames { get; init; }
}
