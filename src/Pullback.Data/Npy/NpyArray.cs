using System.Buffers;
using System.Globalization;
using Pullback.Data.Files;

namespace Pullback.Data.Npy;

/// <summary>An npy array that stays in its file: any part of it is read on demand, from several threads at once.</summary>
/// <remarks>NaN and infinity are read as they are; tables built on top refuse them.</remarks>
public sealed class NpyArray : IDisposable
{
    private const int LargestPiece = 1 << 18;
    private const int MostColumns = 1 << 16;
    private readonly ByteSource _source;
    private IReadOnlyList<NpyColumn>? _columns;

    private NpyArray(ByteSource source, NpyHeader header)
    {
        _source = source;
        Header = header;
    }

    /// <summary>Where the array comes from, for messages.</summary>
    public string Name => _source.Name;

    /// <summary>The header: type, shape and order.</summary>
    public NpyHeader Header { get; }

    /// <summary>The dimensions; empty for a single item.</summary>
    public IReadOnlyList<long> Shape => Header.Shape;

    /// <summary>Length of the first axis; 1 for a single item.</summary>
    public long Rows => Shape.Count == 0 ? 1 : Shape[0];

    /// <summary>The array seen as columns along its first axis: one for each index of the other axes and each field.</summary>
    /// <exception cref="ColumnException">There would be more than 65536 columns.</exception>
    public IReadOnlyList<NpyColumn> Columns => _columns ??= FindColumns();

    /// <summary>Opens an npy file and checks its header against its length.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">The file is missing or cannot be opened.</exception>
    /// <exception cref="DataFormatException">The file is damaged or holds what is not read.</exception>
    public static NpyArray Open(string path) => Open(new FileBytes(path));

    /// <summary>Takes ownership of the bytes of an npy file.</summary>
    /// <param name="source">The bytes; disposed with the array, and at once if they are refused.</param>
    internal static NpyArray Open(ByteSource source)
    {
        try
        {
            return new NpyArray(source, NpyHeader.Read(source));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Reads part of a column as doubles. Thread-safe.</summary>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <param name="first">First row.</param>
    /// <param name="destination">Filled with the rows from <paramref name="first"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the array.</exception>
    /// <exception cref="EventValueException">A 64-bit integer exceeds 2^53 − 1 in magnitude, so that a double cannot be trusted to hold it.</exception>
    public void ReadColumn(NpyColumn column, long first, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(column);
        CheckRows(first, destination.Length, Rows);
        ReadStrided(column, first, destination);
    }

    /// <summary>Reads rows in row-major order as doubles, whatever the order in the file. Thread-safe.</summary>
    /// <param name="first">First row.</param>
    /// <param name="destination">Filled with whole rows; shape [row, item].</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all in the array.</exception>
    /// <exception cref="EventValueException">A 64-bit integer exceeds 2^53 − 1 in magnitude.</exception>
    public void ReadRows(long first, Span<double> destination)
    {
        int width = Columns.Count;
        int count = destination.Length / width;
        CheckRows(first, count, Rows);
        if (Header.DataType.Scalar is { } scalar && !Header.FortranOrder)
        {
            ReadStrided(new NpyColumn("", null, scalar, 0, scalar.Size), first * width, destination);
            return;
        }

        var column = new double[count];
        for (var k = 0; k < width; k++)
        {
            ReadStrided(Columns[k], first, column);
            for (var row = 0; row < count; row++) destination[(row * width) + k] = column[row];
        }
    }

    /// <summary>All numbers in row-major order, whatever the order in the file.</summary>
    /// <exception cref="DataFormatException">The array is a structured one, or has more numbers than one .NET array holds.</exception>
    /// <exception cref="EventValueException">A 64-bit integer exceeds 2^53 − 1 in magnitude.</exception>
    public double[] ToDoubles()
    {
        if (Header.DataType.Scalar is not { } scalar)
            throw new DataFormatException(Name, "the array is a structured one", "an array of numbers", "Read its columns by field name");
        if (Header.Length > Array.MaxLength)
            throw new DataFormatException(Name, $"the array has {Header.Length} numbers", $"at most {Array.MaxLength} at once", "Read it in pieces, by columns");
        var values = new double[Header.Length];
        if (values.Length == 0) return values;
        if (!Header.FortranOrder || Shape.Count < 2)
        {
            ReadStrided(new NpyColumn("", null, scalar, 0, scalar.Size), 0, values);
            return values;
        }

        var stored = new double[values.Length];
        ReadStrided(new NpyColumn("", null, scalar, 0, scalar.Size), 0, stored);
        FromFortranOrder(stored, values, Shape);
        return values;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _source.Dispose();

    /// <summary>Throws unless rows lie inside a table.</summary>
    internal static void CheckRows(long first, int count, long rows)
    {
        if (first < 0 || first > rows - count)
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Rows {first} to {first + count} are asked for, but there are {rows}.");
    }

    private static void FromFortranOrder(double[] stored, double[] values, IReadOnlyList<long> shape)
    {
        var index = new long[shape.Count];
        var strides = new long[shape.Count];
        long stride = 1;
        for (var axis = 0; axis < shape.Count; axis++)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        long source = 0;
        for (var target = 0; target < values.Length; target++)
        {
            values[target] = stored[source];
            for (var axis = shape.Count - 1; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < shape[axis]) break;
                source -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }

    private void ReadStrided(NpyColumn column, long first, Span<double> destination)
    {
        if (destination.Length == 0) return;
        var size = column.Scalar.Size;
        var rowsPerPiece = (int)Math.Clamp(LargestPiece / column.Stride, 1, destination.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(checked((int)(((rowsPerPiece - 1) * column.Stride) + size)));
        try
        {
            for (var done = 0; done < destination.Length; done += rowsPerPiece)
            {
                var piece = destination.Slice(done, Math.Min(rowsPerPiece, destination.Length - done));
                var bytes = buffer.AsSpan(0, (int)(((piece.Length - 1) * column.Stride) + size));
                _source.Read(Header.DataOffset + column.Offset + ((first + done) * column.Stride), bytes);
                NpyDecoder.Decode(column.Scalar, bytes, (int)column.Stride, piece);
                if (column.Scalar.MayBeInexact) CheckExact(column, first + done, piece);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void CheckExact(NpyColumn column, long first, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) <= NpyDecoder.LargestExactInteger) continue;
            throw new EventValueException(
                Name, column.Suffix, first + i, $"the integer is about {values[i].ToString("R", CultureInfo.InvariantCulture)}", "integers of magnitude at most 2^53 - 1 = 9007199254740991, which a double holds exactly", "Leave the column out, or split it into two");
        }
    }

    private List<NpyColumn> FindColumns()
    {
        var type = Header.DataType;
        var inner = Int128.One;
        foreach (var dimension in Shape.Skip(1)) inner = Int128.Min(inner * dimension, MostColumns + 1);
        var perItem = type.Scalar is null ? type.Fields.Sum(field => (long)field.Count) : 1;
        if (inner * perItem > MostColumns)
            throw new ColumnException(Name, "the array has too many columns for an event table", $"at most {MostColumns} numbers per event", "Make the first axis the event axis");

        var columns = new List<NpyColumn>();
        var rows = Rows;
        for (var position = 0; position < (long)inner; position++)
        {
            var index = Unravel(position, Shape.Skip(1).ToArray());
            var (item, stride) = Header.FortranOrder ? (FortranPosition(index) * rows, 1L) : (position, (long)inner);
            AddItem(columns, Indices(index), item * type.ItemSize, stride * type.ItemSize);
        }

        return columns;
    }

    private void AddItem(List<NpyColumn> columns, string indices, long offset, long stride)
    {
        if (Header.DataType.Scalar is { } scalar)
        {
            columns.Add(new NpyColumn(indices, null, scalar, offset, stride));
            return;
        }

        foreach (var field in Header.DataType.Fields)
        {
            for (var k = 0; k < field.Count; k++)
            {
                var suffix = field.IsSubarray ? string.Create(CultureInfo.InvariantCulture, $"{field.Name}{indices}[{k}]") : field.Name + indices;
                columns.Add(new NpyColumn(suffix, field.Name, field.Scalar, offset + field.Offset + ((long)k * field.Scalar.Size), stride));
            }
        }
    }

    private long FortranPosition(long[] index)
    {
        long position = 0;
        long stride = 1;
        for (var axis = 0; axis < index.Length; axis++)
        {
            position += index[axis] * stride;
            stride *= Shape[axis + 1];
        }

        return position;
    }

    private static long[] Unravel(long position, long[] shape)
    {
        var index = new long[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            index[axis] = position % shape[axis];
            position /= shape[axis];
        }

        return index;
    }

    private static string Indices(long[] index) =>
        string.Concat(index.Select(i => string.Create(CultureInfo.InvariantCulture, $"[{i}]")));
}
