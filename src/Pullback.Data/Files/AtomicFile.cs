namespace Pullback.Data.Files;

/// <summary>Writes a file whole or not at all: into a temporary file in the same folder, which then takes the final name.</summary>
public static class AtomicFile
{
    /// <summary>Writes through a stream; the file has its new content only if the action returns.</summary>
    /// <param name="path">Final path. An existing file is replaced in one step.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        WriteThroughPath(path, temporary =>
        {
            using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            write(stream);
            stream.Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes through a program that wants a path; the file has its new content only if the action returns.</summary>
    /// <param name="path">Final path. An existing file is replaced in one step.</param>
    /// <param name="write">Writes the file whose path it is given.</param>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void WriteThroughPath(string path, Action<string> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full) ?? ".", $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.part");
        try
        {
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DataFileException.From(path, "written", failure);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }
}
