using Microsoft.Win32.SafeHandles;

namespace Pullback.Data.Files;

/// <summary>A temporary file that disappears with its last handle; written in order, read at any position from several threads.</summary>
public sealed class ScratchFile : ByteSource
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private string? _label;
    private long _length;

    /// <summary>Makes an empty file.</summary>
    /// <param name="folder">Where; null for the system's temporary folder.</param>
    /// <exception cref="DataFileException">It cannot be made.</exception>
    public ScratchFile(string? folder)
    {
        var directory = folder ?? Path.GetTempPath();
        _path = Path.Combine(directory, $"pullback-{Guid.NewGuid():N}.columns");
        try
        {
            Directory.CreateDirectory(directory);
            var onClose = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            _handle = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, onClose);

            // An open file without a name goes away with the process, even one that is killed.
            if (onClose == FileOptions.None) File.Delete(_path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DataFileException.From(_path, "written", failure);
        }
    }

    /// <inheritdoc/>
    public override string Name => _label ?? _path;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <summary>Makes messages name what the bytes stand for instead of the temporary file.</summary>
    /// <param name="label">The name.</param>
    public ScratchFile Named(string label)
    {
        _label = label;
        return this;
    }

    /// <summary>Writes at the end.</summary>
    /// <param name="bytes">What to write.</param>
    /// <exception cref="DataFileException">The disk is full or does not answer.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, _length);
            _length += bytes.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DataFileException.From(_path, "written", failure);
        }
    }

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> destination)
    {
        CheckRange(position, destination.Length);
        try
        {
            while (destination.Length > 0)
            {
                var count = RandomAccess.Read(_handle, destination, position);
                if (count == 0) throw new DataFormatException(Name, "the temporary file was cut while in use");
                destination = destination[count..];
                position += count;
            }
        }
        catch (IOException failure)
        {
            throw DataFileException.From(_path, "read", failure);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }
}
