using System.Buffers.Binary;
using System.Text;
using Pullback.Data.Files;

namespace Pullback.Data.Npz;

/// <summary>The directory at the end of a zip archive, zip64 included.</summary>
/// <remarks>Read here rather than with the base library because stored members are then read in place, at any position and from several threads.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int EntryLength = 46;
    private const int LargestDirectory = 1 << 28;

    /// <summary>Reads the entries in their order.</summary>
    /// <param name="source">The archive.</param>
    /// <exception cref="DataFormatException">The file is not a zip archive, or its directory is damaged.</exception>
    public static List<ZipMember> Read(ByteSource source)
    {
        var (start, size, count) = FindDirectory(source);
        if (start < 0 || size < 0 || start > source.Length - size || count < 0 || count > size / EntryLength || size > LargestDirectory)
            throw Damaged(source, "the archive's directory does not fit the file");
        var bytes = new byte[size];
        source.Read(start, bytes);
        var members = new List<ZipMember>();
        var rest = bytes.AsSpan();
        for (long i = 0; i < count; i++) members.Add(ReadEntry(source, ref rest));
        return members;
    }

    /// <summary>Position of a member's data, behind its own header.</summary>
    /// <param name="source">The archive.</param>
    /// <param name="member">The member.</param>
    public static long DataOffset(ByteSource source, ZipMember member)
    {
        Span<byte> header = stackalloc byte[30];
        if (member.HeaderOffset < 0 || member.HeaderOffset > source.Length - header.Length) throw Damaged(source, $"the member '{member.Name}' lies outside the file");
        source.Read(member.HeaderOffset, header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50) throw Damaged(source, $"the member '{member.Name}' has no header of its own");
        return member.HeaderOffset + header.Length + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
    }

    private static (long Start, long Size, long Count) FindDirectory(ByteSource source)
    {
        var tail = new byte[(int)Math.Min(source.Length, EndLength + LongestComment)];
        source.Read(source.Length - tail.Length, tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06054B50) continue;
            if (at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) != tail.Length) continue;
            long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
            long start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
            if (count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
                return FindZip64(source, source.Length - tail.Length + at) ?? (start, size, count);
            return (start, size, count);
        }

        throw new DataFormatException(source.Name, "the file does not end like a zip archive", "an archive written by numpy.savez", "The file is truncated or is not an npz: copy or write it again");
    }

    private static (long Start, long Size, long Count)? FindZip64(ByteSource source, long endPosition)
    {
        if (endPosition < 20) return null;
        Span<byte> locator = stackalloc byte[20];
        source.Read(endPosition - 20, locator);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064B50) return null;
        var position = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> record = stackalloc byte[56];
        if (position < 0 || position > source.Length - record.Length) throw Damaged(source, "the zip64 record lies outside the file");
        source.Read(position, record);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06064B50) throw Damaged(source, "the zip64 record is missing");
        return (BinaryPrimitives.ReadInt64LittleEndian(record[48..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[32..]));
    }

    private static ZipMember ReadEntry(ByteSource source, ref Span<byte> rest)
    {
        if (rest.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != 0x02014B50) throw Damaged(source, "an entry of the archive's directory is damaged");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        var commentLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]);
        var total = EntryLength + nameLength + extraLength + commentLength;
        if (rest.Length < total) throw Damaged(source, "an entry of the archive's directory is cut");
        var encoding = (flags & 0x800) != 0 ? Encoding.UTF8 : Encoding.Latin1;
        var name = encoding.GetString(rest.Slice(EntryLength, nameLength));
        ReadZip64(source, rest.Slice(EntryLength + nameLength, extraLength), ref size, ref compressed, ref offset);
        rest = rest[total..];
        if (size < 0 || compressed < 0 || offset < 0) throw Damaged(source, $"the member '{name}' has impossible sizes");
        return new ZipMember(name, method, (flags & 1) != 0, checksum, compressed, size, offset);
    }

    private static void ReadZip64(ByteSource source, ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (extra.Length < 4 + length) throw Damaged(source, "an entry of the archive's directory is damaged");
            if (id == 1)
            {
                var fields = extra.Slice(4, length);
                Take(source, ref fields, ref size);
                Take(source, ref fields, ref compressed);
                Take(source, ref fields, ref offset);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Take(ByteSource source, ref ReadOnlySpan<byte> fields, ref long value)
    {
        if (value != uint.MaxValue) return;
        if (fields.Length < 8) throw Damaged(source, "a zip64 entry of the archive's directory is cut");
        value = BinaryPrimitives.ReadInt64LittleEndian(fields);
        fields = fields[8..];
    }

    private static DataFormatException Damaged(ByteSource source, string found) => new(source.Name, found, "", "The archive is damaged: copy or write it again");
}
