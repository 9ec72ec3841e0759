namespace Pullback.Data.Files;

/// <summary>A section of another source, which stays open and is owned by somebody else.</summary>
internal sealed class SectionBytes : ByteSource
{
    private readonly ByteSource _source;
    private readonly long _start;

    public SectionBytes(string name, ByteSource source, long start, long length)
    {
        Name = name;
        _source = source;
        _start = start;
        Length = length;
        if (start < 0 || length < 0 || start > source.Length - length)
            throw new DataFormatException(name, $"the member claims bytes {start} to {start + length}, but the file has {source.Length}", advice: "The file is truncated or damaged: copy or write it again");
    }

    public override string Name { get; }

    public override long Length { get; }

    public override void Read(long position, Span<byte> destination)
    {
        CheckRange(position, destination.Length);
        _source.Read(_start + position, destination);
    }
}
