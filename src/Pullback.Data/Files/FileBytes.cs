using Microsoft.Win32.SafeHandles;

namespace Pullback.Data.Files;

/// <summary>The bytes of a file, read by position; nothing but the requested bytes is held in memory.</summary>
internal sealed class FileBytes : ByteSource
{
    private readonly SafeFileHandle _handle;

    public FileBytes(string path)
    {
        Name = path;
        try
        {
            if (Directory.Exists(path))
                throw new DataFileException(path, "this is a folder, not a file", advice: "Name the files in it, for example with a pattern such as 'folder/*.parquet'");
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.None);
            Length = RandomAccess.GetLength(_handle);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException(path, "there is no such file", advice: "Check the path; relative paths start from the current folder or from the folder of the configuration file", innerException: failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DataFileException.From(path, "read", failure);
        }
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long position, Span<byte> destination)
    {
        CheckRange(position, destination.Length);
        try
        {
            while (destination.Length > 0)
            {
                var count = RandomAccess.Read(_handle, destination, position);
                if (count == 0)
                    throw new DataFormatException(Name, $"the file became shorter while it was read: it now ends at byte {position}", advice: "Do not change a file while it is in use");
                destination = destination[count..];
                position += count;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DataFileException.From(Name, "read", failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }
}
