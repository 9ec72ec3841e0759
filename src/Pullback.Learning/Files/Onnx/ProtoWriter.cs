using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Pullback.Learning.Files.Onnx;

/// <summary>Writes a protocol-buffer message: fields as tag and value, nested messages with their length before them.</summary>
internal sealed class ProtoWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>The message so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>An integer.</summary>
    public void Integer(int field, long value)
    {
        Tag(field, ProtoWire.Varint);
        Varint((ulong)value);
    }

    /// <summary>A binary32 number.</summary>
    public void Single(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Tag(field, ProtoWire.Fixed32);
        _bytes.AddRange(bytes);
    }

    /// <summary>Bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, ProtoWire.Delimited);
        Varint((ulong)value.Length);
        _bytes.AddRange(value);
    }

    /// <summary>A text.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A nested message.</summary>
    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, CollectionsMarshal.AsSpan(inner._bytes));
    }

    private void Tag(int field, ProtoWire wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)value);
    }
}
