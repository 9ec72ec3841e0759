namespace Pullback.Data.Files;

/// <summary>Bytes of known length that are read at any position, from several threads at once.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>Name for messages: a path, or a path and an archive member.</summary>
    public abstract string Name { get; }

    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the span from a position. Thread-safe.</summary>
    /// <param name="position">First byte.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="DataFormatException">The source ends before the span is full.</exception>
    public abstract void Read(long position, Span<byte> destination);

    /// <summary>The bytes in order as a stream.</summary>
    public Stream AsStream() => new ByteSourceStream(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the source holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Checks that a read lies inside the source.</summary>
    /// <param name="position">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    protected void CheckRange(long position, int count)
    {
        if (position < 0 || position > Length - count)
            throw new DataFormatException(Name, $"the data ends at byte {Length}, but bytes {position} to {position + count - 1} are needed", advice: "The file is truncated: copy or write it again");
    }
}
