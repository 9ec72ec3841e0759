using System.Globalization;

namespace Pullback.Data.Npy;

/// <summary>What one item of an npy array is: a number, or a record of named numbers.</summary>
public sealed class NpyDataType
{
    private const int LargestItem = 1 << 24;

    private NpyDataType(NpyScalar? scalar, IReadOnlyList<NpyField> fields, int itemSize)
    {
        Scalar = scalar;
        Fields = fields;
        ItemSize = itemSize;
    }

    /// <summary>The number type, or null for records.</summary>
    public NpyScalar? Scalar { get; }

    /// <summary>The fields of a record; empty for plain numbers.</summary>
    public IReadOnlyList<NpyField> Fields { get; }

    /// <summary>Bytes per item.</summary>
    public int ItemSize { get; }

    /// <summary>Reads the <c>descr</c> entry of a header.</summary>
    /// <param name="descriptor">A string, or a list of (name, type[, shape]).</param>
    /// <param name="where">File for the error.</param>
    /// <exception cref="DataFormatException">The entry is not such a description.</exception>
    internal static NpyDataType Parse(object? descriptor, string where) => descriptor switch
    {
        string text => OfScalar(NpyScalar.Parse(text, where)),
        List<object?> fields => OfRecord(fields, where),
        _ => throw new DataFormatException(where, "the header's 'descr' is neither a type nor a list of fields"),
    };

    private static NpyDataType OfScalar(NpyScalar scalar) => new(scalar, [], scalar.Size);

    private static NpyDataType OfRecord(List<object?> items, string where)
    {
        var fields = new List<NpyField>();
        long offset = 0;
        foreach (var item in items)
        {
            if (item is not List<object?> { Count: 2 or 3 } parts)
                throw new DataFormatException(where, "a field of the header's 'descr' is not (name, type) or (name, type, shape)");
            var name = parts[0] switch
            {
                string plain => plain,
                List<object?> { Count: 2 } titled when titled[1] is string second => second,
                _ => throw new DataFormatException(where, "a field of the header's 'descr' has no name"),
            };
            if (parts[1] is not string type)
                throw new DataFormatException(where, $"the field '{name}' is itself a record", "fields that are numbers or arrays of numbers", "Flatten the records before writing them");
            var count = parts.Count == 3 ? Length(parts[2], name, where) : 1;
            var padding = type.Length > 2 && type.StartsWith("|V", StringComparison.Ordinal);
            int size;
            if (padding)
            {
                if (!int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out size))
                    throw new DataFormatException(where, $"the field '{name}' has the malformed type '{type}'");
                if (name.Length > 0) throw new DataFormatException(where, $"the field '{name}' holds raw bytes ('{type}')", "fields that are numbers or arrays of numbers");
            }
            else
            {
                var scalar = NpyScalar.Parse(type, $"{where}, field '{name}'");
                size = scalar.Size;
                if (name.Length == 0) name = string.Create(CultureInfo.InvariantCulture, $"f{fields.Count}");
                if (fields.Exists(field => field.Name == name)) throw new DataFormatException(where, $"two fields are called '{name}'");
                fields.Add(new NpyField(name, scalar, (int)offset, count, parts.Count == 3));
            }

            offset += (long)size * count;
            if (offset > LargestItem) throw new DataFormatException(where, $"a record is longer than {LargestItem} bytes");
        }

        if (fields.Count == 0) throw new DataFormatException(where, "the records have no fields");
        return new NpyDataType(null, fields, (int)offset);
    }

    private static int Length(object? shape, string name, string where)
    {
        var dimensions = shape switch { long single => [single], List<object?> list => list, _ => (List<object?>)[null] };
        long length = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension is not long size || size < 0 || size > LargestItem || length * size > LargestItem)
                throw new DataFormatException(where, $"the field '{name}' has an impossible shape");
            length *= size;
        }

        return (int)length;
    }
}
