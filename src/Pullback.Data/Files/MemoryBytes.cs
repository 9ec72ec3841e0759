namespace Pullback.Data.Files;

/// <summary>Bytes held in memory.</summary>
internal sealed class MemoryBytes(string name, ReadOnlyMemory<byte> bytes) : ByteSource
{
    public override string Name => name;

    public override long Length => bytes.Length;

    public override void Read(long position, Span<byte> destination)
    {
        CheckRange(position, destination.Length);
        bytes.Span.Slice((int)position, destination.Length).CopyTo(destination);
    }
}
