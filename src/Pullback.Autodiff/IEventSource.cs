namespace Pullback.Autodiff;

/// <summary>Events that are read tile by tile while a program runs, for samples that do not fit into memory.</summary>
/// <remarks>Calls come from several threads at once, in any order of ranges, and once for each pass.</remarks>
public interface IEventSource
{
    /// <summary>The number of events.</summary>
    long Count { get; }

    /// <summary>Reads consecutive events of one input.</summary>
    /// <param name="input">The name of the event input.</param>
    /// <param name="first">The first event.</param>
    /// <param name="destination">Receives the rows, row-major: events times the length of the input's shape.</param>
    void Read(string input, long first, Span<double> destination);
}
