namespace Pullback.Data;

/// <summary>The content of a file is damaged, truncated, or of a kind that is not read.</summary>
public sealed class DataFormatException : EventDataException
{
    /// <summary>Creates the error for one file or archive member.</summary>
    /// <inheritdoc/>
    public DataFormatException(string where, string found, string allowed = "", string advice = "", Exception? innerException = null)
        : base(where, found, allowed, advice, innerException)
    {
    }
}
