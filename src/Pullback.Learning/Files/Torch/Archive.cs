using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pullback.Learning.Files.Torch;

/// <summary>A zip archive in memory: entries stored or deflated, each unpacked with its size and checksum verified.</summary>
/// <remarks>The sizes come from the directory at the end, as PyTorch leaves them out of the entries' own headers. Zip64 records are understood.</remarks>
internal sealed class Archive
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int HeaderLength = 30;
    private const int LongestComment = 65_535;
    private const uint EndMark = 0x06054B50;
    private const uint LongEndMark = 0x06064B50;
    private const uint LocatorMark = 0x07064B50;
    private const uint EntryMark = 0x02014B50;
    private const uint HeaderMark = 0x04034B50;
    private const long DeflateLimit = 1032;
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly Dictionary<string, ArchiveEntry> _entries = new(StringComparer.Ordinal);
    private long _packedBytes;
    private long _unpackedBytes;

    /// <summary>Reads the directory of an archive.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="InvalidDataException">It is not a zip archive, or its directory is damaged.</exception>
    public Archive(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
        (long start, long size, long count) = FindDirectory();
        if (start < 0 || size < 0 || start > bytes.Length - size || count < 0 || count > size / EntryLength) throw Damaged("its directory does not fit the file");
        ReadOnlySpan<byte> rest = bytes.AsSpan((int)start, (int)size);
        for (long i = 0; i < count; i++)
        {
            ArchiveEntry entry = ReadEntry(ref rest);
            if (!_entries.TryAdd(entry.Name, entry)) throw Damaged($"two entries are called '{entry.Name}'");
        }
    }

    /// <summary>Names of the entries.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>The entry of a name, or null.</summary>
    public ArchiveEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>Unpacks an entry.</summary>
    /// <exception cref="InvalidDataException">It is damaged, encrypted, packed in another way, or unpacks to more than the file can sensibly hold.</exception>
    public byte[] Unpack(ArchiveEntry entry)
    {
        if (entry.Encrypted) throw Refused(entry, "is encrypted", "entries that are stored or deflated without a password");
        ReadOnlySpan<byte> packed = Packed(entry);
        Reserve(entry);
        byte[] content = entry.Method switch
        {
            0 when entry.Size == entry.PackedSize => packed.ToArray(),
            0 => throw Damaged($"the entry '{entry.Name}' is stored, but its two sizes differ"),
            8 => Inflate(entry, packed),
            _ => throw Refused(entry, string.Create(CultureInfo.InvariantCulture, $"is packed with method {entry.Method}"), "stored (0) and deflated (8) entries"),
        };
        if (Checksum.Of(content) != entry.Checksum) throw Damaged($"the checksum of '{entry.Name}' does not fit its content");
        return content;
    }

    private byte[] Inflate(ArchiveEntry entry, ReadOnlySpan<byte> packed)
    {
        byte[] content = new byte[entry.Size];
        bool whole;
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            whole = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && stream.ReadByte() < 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            throw new InvalidDataException(Damaged($"the packed bytes of '{entry.Name}' are damaged").Message, failure);
        }

        return whole ? content : throw Damaged($"the entry '{entry.Name}' does not unpack to the {entry.Size} bytes it claims");
    }

    private ReadOnlySpan<byte> Packed(ArchiveEntry entry)
    {
        if (entry.HeaderOffset > _bytes.Length - HeaderLength) throw Damaged($"the entry '{entry.Name}' lies outside the file");
        ReadOnlySpan<byte> header = _bytes.AsSpan((int)entry.HeaderOffset);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark) throw Damaged($"the entry '{entry.Name}' has no header of its own");
        long start = entry.HeaderOffset + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (start > _bytes.Length - entry.PackedSize) throw Damaged($"the entry '{entry.Name}' reaches beyond the end of the file");
        return _bytes.AsSpan((int)start, (int)entry.PackedSize);
    }

    // Entries cannot overlap in an honest archive, and weights hardly compress: more than that is a bomb.
    private void Reserve(ArchiveEntry entry)
    {
        long limit = Math.Max(1L << 28, 16L * _bytes.Length);
        if (entry.Size > Array.MaxLength || entry.Size / DeflateLimit > entry.PackedSize + 1) throw Damaged($"the entry '{entry.Name}' claims {entry.Size} bytes, more than its packed bytes can hold");
        _packedBytes += entry.PackedSize;
        _unpackedBytes += entry.Size;
        if (_packedBytes > _bytes.Length) throw Damaged("its entries overlap");
        if (_unpackedBytes > limit)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{_path}' unpacks to more than {limit} bytes, {_bytes.Length} packed. A file of weights does not shrink that much; write it again with torch.save, which stores without compression."));
        }
    }

    private (long Start, long Size, long Count) FindDirectory()
    {
        int first = Math.Max(0, _bytes.Length - EndLength - LongestComment);
        for (int at = _bytes.Length - EndLength; at >= first; at--)
        {
            ReadOnlySpan<byte> record = _bytes.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(record) != EndMark) continue;
            if (at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) != _bytes.Length) continue;
            long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
            long start = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
            return count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue ? LongDirectory(at) ?? (start, size, count) : (start, size, count);
        }

        throw new InvalidDataException(
            $"'{_path}' is not a zip archive: it does not end like one. A file of torch.save (1.6 or later) is needed; this one was cut short or is something else. Copy it or write it again.");
    }

    private (long Start, long Size, long Count)? LongDirectory(int end)
    {
        if (end < 20 || BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(end - 20)) != LocatorMark) return null;
        long position = BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(end - 12));
        if (position < 0 || position > _bytes.Length - 56) throw Damaged("its zip64 record lies outside the file");
        ReadOnlySpan<byte> record = _bytes.AsSpan((int)position);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record) != LongEndMark) throw Damaged("its zip64 record is missing");
        return (BinaryPrimitives.ReadInt64LittleEndian(record[48..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[32..]));
    }

    private ArchiveEntry ReadEntry(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < EntryLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != EntryMark) throw Damaged("an entry of its directory is damaged");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        int total = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        if (rest.Length < total) throw Damaged("an entry of its directory is cut short");
        string name = Encoding.UTF8.GetString(rest.Slice(EntryLength, nameLength));
        ReadOnlySpan<byte> extra = LongFields(rest.Slice(EntryLength + nameLength, extraLength));
        long size = Take(BinaryPrimitives.ReadUInt32LittleEndian(rest[24..]), ref extra);
        long packed = Take(BinaryPrimitives.ReadUInt32LittleEndian(rest[20..]), ref extra);
        long offset = Take(BinaryPrimitives.ReadUInt32LittleEndian(rest[42..]), ref extra);
        if (size < 0 || packed < 0 || offset < 0) throw Damaged($"the entry '{name}' has impossible sizes");
        var entry = new ArchiveEntry(
            name,
            BinaryPrimitives.ReadUInt16LittleEndian(rest[10..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]) & 1) != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]),
            packed,
            size,
            offset);
        rest = rest[total..];
        return entry;
    }

    private ReadOnlySpan<byte> LongFields(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (extra.Length < 4 + length) throw Damaged("an entry of its directory is damaged");
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1) return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }

        return [];
    }

    private long Take(uint value, ref ReadOnlySpan<byte> fields)
    {
        if (value != uint.MaxValue) return value;
        if (fields.Length < 8) throw Damaged("a zip64 entry of its directory is cut short");
        long wide = BinaryPrimitives.ReadInt64LittleEndian(fields);
        fields = fields[8..];
        return wide;
    }

    private InvalidDataException Damaged(string found) => new($"'{_path}' is damaged: {found}. Copy the file again, or write it again with torch.save.");

    private InvalidDataException Refused(ArchiveEntry entry, string found, string allowed) => new($"'{_path}': the entry '{entry.Name}' {found}, but only {allowed} are read. Write the file again with torch.save.");
}
