using System.Globalization;

namespace Pullback.Learning.Observables;

/// <summary>The weights of a process sum to a negative number in a bin: there is no likelihood.</summary>
public sealed class NegativeCountException : Exception
{
    /// <summary>Says where.</summary>
    /// <param name="process">The process or variation.</param>
    /// <param name="bin">The bin, from 0.</param>
    /// <param name="count">The sum of weights.</param>
    public NegativeCountException(string process, int bin, double count)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"'{process}', bin {bin}: the weights sum to {count:G6} events, but an expected count cannot be negative. Use more events, larger batches, fewer bins, or weights without negative values."))
    {
    }
}
