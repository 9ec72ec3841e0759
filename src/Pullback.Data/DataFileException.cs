namespace Pullback.Data;

/// <summary>A file is missing, cannot be opened or cannot be written.</summary>
public sealed class DataFileException : EventDataException
{
    /// <summary>Creates the error for one file or pattern.</summary>
    /// <inheritdoc/>
    public DataFileException(string where, string found, string allowed = "", string advice = "", Exception? innerException = null)
        : base(where, found, allowed, advice, innerException)
    {
    }

    /// <summary>Translates an input/output failure of the operating system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="verb">What was attempted: "read" or "written".</param>
    /// <param name="failure">The failure.</param>
    internal static DataFileException From(string path, string verb, Exception failure) =>
        new(path, $"the file cannot be {verb}: {failure.Message.TrimEnd('.')}", advice: "Check the path, the permissions and the free space", innerException: failure);
}
