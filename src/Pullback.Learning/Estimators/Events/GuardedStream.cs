namespace Pullback.Learning.Estimators.Events;

/// <summary>A file that refuses to be read without end: damaged links of an HDF5 file can lead in a circle.</summary>
/// <param name="file">The file; owned.</param>
internal sealed class GuardedStream(FileStream file) : Stream
{
    private const long ReadsOfMetadata = 1_000_000;
    private const int BytesOfRead = 512;
    private long _left;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>Allows as many reads as one dataset and its description can need.</summary>
    public void Begin() => _left = ReadsOfMetadata + (file.Length / BytesOfRead);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (--_left < 0) throw new IOException("its description leads in a circle");
        return file.Read(buffer);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
