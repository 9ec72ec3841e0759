namespace Pullback.Plotting.Figures;

/// <summary>A figure that cannot be drawn: the message says which panel, series and index, what was found and what is allowed.</summary>
public sealed class FigureException : Exception
{
    /// <summary>An exception without a message.</summary>
    public FigureException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Where, what was found, what is allowed, what to do.</param>
    public FigureException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Where, what was found, what is allowed, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public FigureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
