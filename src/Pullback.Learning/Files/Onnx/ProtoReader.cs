using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pullback.Learning.Files.Onnx;

/// <summary>Reads the fields of a protocol-buffer message in place; every failure names the file and the byte.</summary>
internal ref struct ProtoReader
{
    private readonly string _path;
    private readonly int _offset;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    /// <summary>A reader of a message.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="offset">Where the message begins in the file.</param>
    public ProtoReader(string path, ReadOnlySpan<byte> bytes, int offset = 0)
    {
        _path = path;
        _bytes = bytes;
        _offset = offset;
    }

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>How the current field is written.</summary>
    public ProtoWire Wire { get; private set; }

    /// <summary>Moves to the next field; false at the end. A field that is not wanted must be passed with <see cref="Skip"/>.</summary>
    public bool Next()
    {
        if (_position == _bytes.Length) return false;
        ulong tag = Varint();
        if (tag >> 3 is 0 or > 0x1FFF_FFFF || (tag & 7) is 3 or 4 or > 5) throw Damaged("a field has an impossible tag");
        Field = (int)(tag >> 3);
        Wire = (ProtoWire)(tag & 7);
        return true;
    }

    /// <summary>Passes over the value of the current field.</summary>
    public void Skip()
    {
        switch (Wire)
        {
            case ProtoWire.Varint: Varint(); break;
            case ProtoWire.Fixed64: Take(8); break;
            case ProtoWire.Fixed32: Take(4); break;
            default: Bytes(); break;
        }
    }

    /// <summary>The integer of the current field.</summary>
    public long Integer()
    {
        Need(ProtoWire.Varint);
        return (long)Varint();
    }

    /// <summary>The binary32 number of the current field.</summary>
    public float Single()
    {
        Need(ProtoWire.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    /// <summary>The bytes of the current field.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Need(ProtoWire.Delimited);
        ulong length = Varint();
        if (length > (ulong)(_bytes.Length - _position)) throw CutShort();
        return Take((int)length);
    }

    /// <summary>The text of the current field.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The message in the current field.</summary>
    public ProtoReader Message()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        return new ProtoReader(_path, bytes, _offset + _position - bytes.Length);
    }

    /// <summary>Adds the integers of the current field, packed or single.</summary>
    public void AddIntegers(List<long> values)
    {
        if (Wire == ProtoWire.Varint)
        {
            values.Add((long)Varint());
            return;
        }

        ProtoReader packed = Message();
        while (packed._position < packed._bytes.Length) values.Add((long)packed.Varint());
    }

    /// <summary>Adds the binary32 numbers of the current field, packed or single.</summary>
    public void AddSingles(List<double> values)
    {
        ReadOnlySpan<byte> bytes = Wire == ProtoWire.Fixed32 ? Take(4) : Bytes();
        if (bytes.Length % 4 != 0) throw CutShort();
        for (int i = 0; i < bytes.Length; i += 4) values.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes[i..]));
    }

    /// <summary>Adds the binary64 numbers of the current field, packed or single.</summary>
    public void AddDoubles(List<double> values)
    {
        ReadOnlySpan<byte> bytes = Wire == ProtoWire.Fixed64 ? Take(8) : Bytes();
        if (bytes.Length % 8 != 0) throw CutShort();
        for (int i = 0; i < bytes.Length; i += 8) values.Add(BinaryPrimitives.ReadDoubleLittleEndian(bytes[i..]));
    }

    /// <summary>A failure at the current place.</summary>
    public readonly InvalidDataException Damaged(string found) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"'{_path}', byte {_offset + _position}: {found}. The file is damaged or is not ONNX; copy it again or export it again."));

    private readonly InvalidDataException CutShort() => Damaged("the file is cut short inside a field");

    private readonly void Need(ProtoWire wire)
    {
        if (Wire != wire) throw Damaged($"field {Field} is written as {Wire} where {wire} is expected");
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position == _bytes.Length) throw CutShort();
            byte single = _bytes[_position++];
            value |= (ulong)(single & 0x7F) << shift;
            if (single < 0x80) return value;
        }

        throw Damaged("an integer has more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position) throw CutShort();
        ReadOnlySpan<byte> bytes = _bytes.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
