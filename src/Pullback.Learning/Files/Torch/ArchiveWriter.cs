using System.Buffers.Binary;
using System.Text;

namespace Pullback.Learning.Files.Torch;

/// <summary>Writes a zip archive of stored entries whose bytes begin at multiples of 64, as PyTorch does so that files can be mapped into memory.</summary>
/// <remarks>The same content gives the same bytes: every entry has the date 1980-01-01.</remarks>
internal sealed class ArchiveWriter
{
    private const int Alignment = 64;
    private const ushort Utf8Names = 0x800;
    private const ushort FirstDay = 0x21;
    private const ushort PaddingId = 0x4246;
    private readonly Stream _stream;
    private readonly List<ArchiveEntry> _entries = [];

    /// <summary>A writer of an archive that begins where the stream does.</summary>
    public ArchiveWriter(Stream stream) => _stream = stream;

    /// <summary>Adds an entry.</summary>
    /// <param name="name">Its full name.</param>
    /// <param name="content">Its bytes.</param>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var entry = new ArchiveEntry(name, 0, Encrypted: false, Checksum.Of(content), content.Length, content.Length, _stream.Position);
        byte[] text = Encoding.UTF8.GetBytes(name);
        long start = entry.HeaderOffset + 30 + text.Length + 4;
        int padding = (int)((Alignment - (start % Alignment)) % Alignment);
        byte[] header = new byte[30 + text.Length + 4 + padding];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        WriteCommon(header.AsSpan(4), entry, text.Length, 4 + padding);
        text.CopyTo(header, 30);
        Span<byte> extra = header.AsSpan(30 + text.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(extra, PaddingId);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)padding);
        extra[4..].Fill((byte)'Z');
        _stream.Write(header);
        _stream.Write(content);
        _entries.Add(entry);
    }

    /// <summary>Writes the directory.</summary>
    public void Finish()
    {
        long start = _stream.Position;
        foreach (ArchiveEntry entry in _entries)
        {
            byte[] text = Encoding.UTF8.GetBytes(entry.Name);
            byte[] record = new byte[46 + text.Length];
            BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014B50);
            WriteCommon(record.AsSpan(6), entry, text.Length, 0);
            BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), checked((uint)entry.HeaderOffset));
            text.CopyTo(record, 46);
            _stream.Write(record);
        }

        byte[] end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), checked((ushort)_entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), checked((uint)(_stream.Position - start)));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), checked((uint)start));
        _stream.Write(end);
    }

    private static void WriteCommon(Span<byte> header, ArchiveEntry entry, int nameLength, int extraLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], entry.Checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], (uint)entry.PackedSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[24..], (ushort)extraLength);
    }
}
