using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Pullback.Data.Files;

namespace Pullback.Data.Npy;

/// <summary>The header of an npy file, versions 1.0, 2.0 and 3.0.</summary>
public sealed class NpyHeader
{
    private const int LongestHeader = 1 << 20;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private NpyHeader(int version, NpyDataType dataType, bool fortranOrder, long[] shape, long length, long dataOffset)
    {
        Version = version;
        DataType = dataType;
        FortranOrder = fortranOrder;
        Shape = shape;
        Length = length;
        DataOffset = dataOffset;
    }

    /// <summary>Major version of the format: 1, 2 or 3.</summary>
    public int Version { get; }

    /// <summary>What one item is.</summary>
    public NpyDataType DataType { get; }

    /// <summary>True if the first index varies fastest in the file.</summary>
    public bool FortranOrder { get; }

    /// <summary>The dimensions; empty for a single item.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of items.</summary>
    public long Length { get; }

    /// <summary>First byte of the items.</summary>
    public long DataOffset { get; }

    /// <summary>Reads and checks the header, and that the bytes behind it are exactly those the shape needs.</summary>
    /// <param name="source">The file.</param>
    /// <exception cref="DataFormatException">The file is not an npy file, is damaged, truncated or too long, or holds what is not read.</exception>
    internal static NpyHeader Read(ByteSource source)
    {
        var where = source.Name;
        Span<byte> start = stackalloc byte[12];
        if (source.Length < 10) throw NotNpy(where, $"the file has only {source.Length} bytes");
        var available = (int)Math.Min(source.Length, 12);
        source.Read(0, start[..available]);
        if (!start[..6].SequenceEqual(Magic)) throw NotNpy(where, "the file does not start with the npy signature");
        var version = (int)start[6];
        if (version is < 1 or > 3) throw new DataFormatException(where, $"the npy version is {version}", "versions 1, 2 and 3", "Write the file again with numpy.save");
        long lengthOfText;
        int offset;
        if (version == 1)
        {
            lengthOfText = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
            offset = 10;
        }
        else
        {
            if (available < 12) throw Truncated(where, "the file ends inside the header");
            lengthOfText = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
            offset = 12;
        }

        if (lengthOfText > LongestHeader) throw new DataFormatException(where, $"the header claims {lengthOfText} bytes", $"at most {LongestHeader} bytes");
        if (lengthOfText > source.Length - offset) throw Truncated(where, $"the header claims {lengthOfText} bytes, but the file ends after {source.Length}");
        var bytes = new byte[lengthOfText];
        source.Read(offset, bytes);
        var text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        return Interpret(where, version, text, offset + lengthOfText, source.Length);
    }

    /// <summary>The bytes of a version 1 header (version 2 if the text is long) for a C-ordered array.</summary>
    /// <param name="descriptor">Type descriptor as in <c>descr</c>, already quoted.</param>
    /// <param name="shape">The dimensions.</param>
    internal static byte[] Format(string descriptor, ReadOnlySpan<long> shape)
    {
        var dimensions = new StringBuilder();
        foreach (var dimension in shape) dimensions.Append(CultureInfo.InvariantCulture, $"{dimension}, ");
        var inside = shape.Length == 1 ? dimensions.ToString().TrimEnd(' ') : dimensions.ToString().TrimEnd(',', ' ');
        var text = $"{{'descr': {descriptor}, 'fortran_order': False, 'shape': ({inside}), }}";
        var encoded = Encoding.UTF8.GetBytes(text);
        var version = encoded.Length != text.Length ? 3 : text.Length > 65_000 ? 2 : 1;
        var prefix = version == 1 ? 10 : 12;
        var total = (prefix + encoded.Length + 1 + 63) / 64 * 64;
        var header = new byte[total];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header, 0);
        header[6] = (byte)version;
        header[7] = 0;
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - prefix));
        else BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), (uint)(total - prefix));
        encoded.CopyTo(header, prefix);
        header[^1] = (byte)'\n';
        return header;
    }

    private static NpyHeader Interpret(string where, int version, string text, long dataOffset, long fileLength)
    {
        object? literal;
        try
        {
            literal = PythonLiteral.Parse(text);
        }
        catch (FormatException failure)
        {
            throw new DataFormatException(where, $"the header cannot be read: {failure.Message}", "a dictionary with 'descr', 'fortran_order' and 'shape'", "The file is damaged: write it again", failure);
        }

        if (literal is not Dictionary<string, object?> entries)
            throw new DataFormatException(where, "the header is not a dictionary", "a dictionary with 'descr', 'fortran_order' and 'shape'");
        foreach (var key in (string[])["descr", "fortran_order", "shape"])
        {
            if (!entries.ContainsKey(key)) throw new DataFormatException(where, $"the header lacks '{key}'", "a dictionary with 'descr', 'fortran_order' and 'shape'");
        }

        if (entries.Count != 3) throw new DataFormatException(where, $"the header has {entries.Count} entries", "exactly 'descr', 'fortran_order' and 'shape'");
        if (entries["fortran_order"] is not bool fortranOrder) throw new DataFormatException(where, "the header's 'fortran_order' is neither True nor False");
        var dataType = NpyDataType.Parse(entries["descr"], where);
        var shape = ShapeOf(where, entries["shape"]);
        var length = LengthOf(where, shape, dataType.ItemSize);
        var needed = length * dataType.ItemSize;
        var present = fileLength - dataOffset;
        if (present < needed) throw Truncated(where, $"the shape {Show(shape)} needs {needed} bytes of data, but only {present} follow the header");
        if (present > needed)
        {
            throw new DataFormatException(
                where, $"{present} bytes of data follow the header, but the shape {Show(shape)} needs only {needed}", "exactly the bytes of the shape", "The file is damaged or several arrays were appended: write one array per file, or an npz");
        }

        return new NpyHeader(version, dataType, fortranOrder, shape, length, dataOffset);
    }

    private static long[] ShapeOf(string where, object? literal)
    {
        if (literal is not List<object?> list || list.Count > 32)
            throw new DataFormatException(where, "the header's 'shape' is not a tuple of at most 32 integers");
        var shape = new long[list.Count];
        for (var i = 0; i < shape.Length; i++)
        {
            if (list[i] is not long dimension || dimension < 0)
                throw new DataFormatException(where, $"dimension {i} of the header's 'shape' is {list[i] ?? "None"}", "integers that are 0 or more");
            shape[i] = dimension;
        }

        return shape;
    }

    private static long LengthOf(string where, long[] shape, int itemSize)
    {
        if (shape.Contains(0)) return 0;
        var length = (Int128)1;
        foreach (var dimension in shape)
        {
            length *= dimension;
            if (length * Math.Max(itemSize, 1) > long.MaxValue)
                throw new DataFormatException(where, $"the shape {Show(shape)} is larger than any file can be", "fewer than 2^63 bytes", "The header is damaged: write the file again");
        }

        return (long)length;
    }

    private static string Show(long[] shape) => $"({string.Join(", ", shape.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)))})";

    private static DataFormatException NotNpy(string where, string found) =>
        new(where, found, "an array written by numpy.save", "Check that this is an npy file and that it was copied completely");

    private static DataFormatException Truncated(string where, string found) =>
        new(where, found, "", "The file is truncated: copy or write it again");
}
