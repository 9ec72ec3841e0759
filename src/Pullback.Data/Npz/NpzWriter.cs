using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Pullback.Data.Files;
using Pullback.Data.Npy;

namespace Pullback.Data.Npz;

/// <summary>Writes npz archives that <c>numpy.load</c> reads; same content, same bytes.</summary>
/// <remarks>Entries carry zip64 sizes, so that arrays and archives of any size work, and the date 1980-01-01.</remarks>
public sealed class NpzWriter
{
    private const ushort Deflated = 8;
    private readonly Stream _stream;
    private readonly bool _compress;
    private readonly List<ZipMember> _members = [];

    private NpzWriter(Stream stream, bool compress)
    {
        _stream = stream;
        _compress = compress;
    }

    /// <summary>Writes an archive, whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="write">Adds the arrays.</param>
    /// <param name="compress">True to deflate the arrays.</param>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public static void Write(string path, Action<NpzWriter> write, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        AtomicFile.Write(path, stream =>
        {
            var writer = new NpzWriter(stream, compress);
            write(writer);
            writer.Finish();
        });
    }

    /// <summary>Adds an array in row-major order.</summary>
    /// <typeparam name="T">A number type.</typeparam>
    /// <param name="name">Name of the array, without extension.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="shape">The dimensions; none for a single number.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the shape does not fit the values.</exception>
    public void Add<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        long length = 1;
        foreach (var dimension in shape) length *= dimension;
        if (length != values.Length) throw new ArgumentException($"The shape holds {length} numbers, but there are {values.Length}.", nameof(shape));
        using var entry = Begin(name);
        NpyWriter.Write(entry, values, shape);
    }

    /// <summary>Adds a one-dimensional array whose numbers come in pieces, in order.</summary>
    /// <typeparam name="T">A number type.</typeparam>
    /// <param name="name">Name of the array, without extension.</param>
    /// <param name="pieces">The numbers.</param>
    /// <param name="length">How many there are altogether.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the pieces have another total length.</exception>
    public void Add<T>(string name, IEnumerable<ReadOnlyMemory<T>> pieces, long length)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(pieces);
        using var entry = Begin(name);
        NpyWriter.WriteHeader<T>(entry, [length]);
        long written = 0;
        foreach (var piece in pieces)
        {
            entry.Write(MemoryMarshal.AsBytes(piece.Span));
            written += piece.Length;
        }

        if (written != length) throw new ArgumentException($"The pieces hold {written} numbers instead of {length}.", nameof(pieces));
    }

    /// <summary>Adds an array of another archive under its name: type, shape, order and every bit stay, whatever it holds.</summary>
    /// <param name="archive">The other archive.</param>
    /// <param name="name">One of its arrays.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ColumnException">There is no array of that name; the message lists those that exist.</exception>
    /// <exception cref="DataFormatException">The array is encrypted or damaged.</exception>
    public void Copy(NpzReader archive, string name)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using var bytes = archive.OpenBytes(name);
        using var entry = Begin(name);
        using var stream = bytes.AsStream();
        stream.CopyTo(entry);
    }

    private EntryStream Begin(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var full = name + ".npy";
        if (_members.Exists(member => member.Name == full)) throw new ArgumentException($"There is already an array '{name}'.", nameof(name));
        return new EntryStream(this, full);
    }

    private void Finish()
    {
        var start = _stream.Position;
        foreach (var member in _members)
        {
            var name = Encoding.UTF8.GetBytes(member.Name);
            var header = new byte[46 + name.Length + 28];
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014B50);
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), 45);
            WriteCommon(header.AsSpan(6), member, name.Length, 28);
            name.CopyTo(header, 46);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), uint.MaxValue);
            var extra = header.AsSpan(46 + name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 24);
            BinaryPrimitives.WriteInt64LittleEndian(extra[4..], member.Size);
            BinaryPrimitives.WriteInt64LittleEndian(extra[12..], member.CompressedSize);
            BinaryPrimitives.WriteInt64LittleEndian(extra[20..], member.HeaderOffset);
            _stream.Write(header);
        }

        WriteEnd(start, _stream.Position - start);
    }

    private void WriteEnd(long start, long size)
    {
        var position = _stream.Position;
        var record = new byte[56 + 20 + 22];
        var zip64 = record.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(zip64, 0x06064B50);
        BinaryPrimitives.WriteInt64LittleEndian(zip64[4..], 44);
        BinaryPrimitives.WriteUInt16LittleEndian(zip64[12..], 45);
        BinaryPrimitives.WriteUInt16LittleEndian(zip64[14..], 45);
        BinaryPrimitives.WriteInt64LittleEndian(zip64[24..], _members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(zip64[32..], _members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(zip64[40..], size);
        BinaryPrimitives.WriteInt64LittleEndian(zip64[48..], start);
        var locator = record.AsSpan(56);
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064B50);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], position);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
        var end = record.AsSpan(76);
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], ushort.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], uint.MaxValue);
        _stream.Write(record);
    }

    private static byte[] LocalHeader(ZipMember member)
    {
        var name = Encoding.UTF8.GetBytes(member.Name);
        var header = new byte[30 + name.Length + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034B50);
        WriteCommon(header.AsSpan(4), member, name.Length, 20);
        name.CopyTo(header, 30);
        var extra = header.AsSpan(30 + name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 16);
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], member.Size);
        BinaryPrimitives.WriteInt64LittleEndian(extra[12..], member.CompressedSize);
        return header;
    }

    private static void WriteCommon(Span<byte> header, ZipMember member, int nameLength, int extraLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, 45);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], 0x800);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)member.Method);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], 0x21);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], member.Checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], uint.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header[24..], (ushort)extraLength);
    }

    /// <summary>The bytes of one entry; on disposal its header is written again with the sizes and the checksum.</summary>
    private sealed class EntryStream : Stream
    {
        private readonly NpzWriter _owner;
        private readonly string _name;
        private readonly long _start;
        private readonly long _dataStart;
        private readonly DeflateStream? _deflate;
        private Crc32 _checksum;
        private long _size;
        private bool _closed;

        public EntryStream(NpzWriter owner, string name)
        {
            _owner = owner;
            _name = name;
            _start = owner._stream.Position;
            owner._stream.Write(LocalHeader(Member(0)));
            _dataStart = owner._stream.Position;
            if (owner._compress) _deflate = new DeflateStream(owner._stream, CompressionLevel.Optimal, leaveOpen: true);
        }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _size;

        public override long Position
        {
            get => _size;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _checksum.Append(buffer);
            _size += buffer.Length;
            if (_deflate is null) _owner._stream.Write(buffer);
            else _deflate.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_closed)
            {
                _closed = true;
                _deflate?.Dispose();
                var end = _owner._stream.Position;
                var member = Member(end - _dataStart);
                _owner._stream.Position = _start;
                _owner._stream.Write(LocalHeader(member));
                _owner._stream.Position = end;
                _owner._members.Add(member);
            }

            base.Dispose(disposing);
        }

        private ZipMember Member(long compressedSize) =>
            new(_name, _owner._compress ? Deflated : 0, Encrypted: false, _checksum.Value, compressedSize, _size, _start);
    }
}
