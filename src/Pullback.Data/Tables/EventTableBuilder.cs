using System.Globalization;
using System.Runtime.InteropServices;
using Pullback.Data.Files;
using Pullback.Data.Npy;

namespace Pullback.Data.Tables;

/// <summary>Collects checked blocks of rows into a table, in memory up to a limit and in a temporary file beyond it.</summary>
/// <remarks>
/// A block is a fixed number of rows of all columns, column after column. Fill <see cref="Column"/> for each column, then <see cref="Append"/>.
/// Every block has its full length in the store, so that a row is found by arithmetic.
/// </remarks>
internal sealed class EventTableBuilder : IDisposable
{
    private const int BlockBytes = 1 << 22;
    private const int FewestRows = 256;
    private const int MostRows = 1 << 16;

    private readonly EventColumn[] _columns;
    private readonly EventReadOptions _options;
    private readonly double[][] _values;
    private readonly double[] _limits;
    private readonly long _blockBytes;
    private readonly List<byte[]> _blocks = [];
    private byte[]? _current;
    private int _rows;
    private long _count;
    private ScratchFile? _scratch;
    private string _file = "";
    private long _fileStart;

    public EventTableBuilder(IReadOnlyList<EventColumn> columns, EventReadOptions options)
    {
        _columns = [.. columns];
        _options = options;
        BlockRows = Math.Clamp(BlockBytes / Math.Max(1, columns.Sum(column => column.Size)), FewestRows, MostRows);
        _values = [.. columns.Select(_ => new double[BlockRows])];
        _limits = new double[_columns.Length];
        _blockBytes = columns.Sum(column => (long)column.Size * BlockRows);
    }

    /// <summary>Rows of one block.</summary>
    public int BlockRows { get; }

    /// <summary>Events appended so far.</summary>
    public long Count => _count;

    /// <summary>Events appended since the last call of <see cref="StartFile"/>.</summary>
    public long CountOfFile => _count - _fileStart;

    /// <summary>Finds the row of the file behind the k-th event taken from it; set where a selection drops rows.</summary>
    public Func<long, long>? RowOfFile { get; set; }

    /// <summary>Names the file that the next rows come from.</summary>
    /// <param name="file">The file.</param>
    /// <param name="types">What its columns are, where that differs from the table's columns; null if it does not.</param>
    public void StartFile(string file, IReadOnlyList<ColumnType>? types = null)
    {
        _file = file;
        for (var i = 0; i < _columns.Length; i++)
            _limits[i] = (types is null ? _columns[i].Type : types[i]) == ColumnType.Int64 ? NpyDecoder.LargestExactInteger : double.MaxValue;
        _fileStart = _count;
        RowOfFile = null;
    }

    /// <summary>Room for the next rows of a column, <see cref="BlockRows"/> long.</summary>
    /// <param name="column">Position of the column.</param>
    public Span<double> Column(int column) => _values[column];

    /// <summary>Checks and stores the rows laid into the columns.</summary>
    /// <param name="rows">How many, at most <see cref="BlockRows"/>.</param>
    /// <exception cref="EventValueException">A value is NaN or infinite, or an integer beyond 2^53 − 1.</exception>
    public void Append(int rows)
    {
        Check(rows);
        var taken = 0;
        while (taken < rows)
        {
            _current ??= new byte[_blockBytes];
            var piece = Math.Min(rows - taken, BlockRows - _rows);
            Store(taken, piece);
            taken += piece;
            _rows += piece;
            _count += piece;
            if (_rows == BlockRows) Flush();
        }

        _options.Progress?.Report(_count);
    }

    /// <summary>The table. The builder is used up.</summary>
    /// <param name="name">Where the events come from.</param>
    public EventTable Finish(string name)
    {
        if (_rows > 0) Flush();
        var table = new BlockTable(name, _columns, _count, BlockRows, _blocks, _scratch);
        _scratch = null;
        return table;
    }

    /// <summary>Drops a temporary file that no table took over.</summary>
    public void Dispose() => _scratch?.Dispose();

    /// <summary>The error for a value that is NaN or infinite.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="column">Its column.</param>
    /// <param name="row">Its row in the file.</param>
    /// <param name="value">The value.</param>
    internal static EventValueException NotFinite(string file, string column, long row, double value) => new(
        file, column, row, $"the value is {(double.IsNaN(value) ? "NaN or missing" : value > 0 ? "infinite" : "minus infinity")}", "finite numbers", "Remove such events, for example with a 'where' condition, or repair the file");

    private void Store(int first, int rows)
    {
        long offset = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            var size = _columns[i].Size;
            var source = _values[i].AsSpan(first, rows);
            var target = _current.AsSpan((int)(offset + ((long)_rows * size)), rows * size);
            if (size == sizeof(double)) source.CopyTo(MemoryMarshal.Cast<byte, double>(target));
            else Narrow(source, MemoryMarshal.Cast<byte, float>(target));
            offset += (long)size * BlockRows;
        }
    }

    private static void Narrow(ReadOnlySpan<double> source, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++) target[i] = (float)source[i];
    }

    private void Flush()
    {
        if (_scratch is null && (_blocks.Count + 1) * _blockBytes > _options.MemoryBytes)
        {
            _scratch = new ScratchFile(_options.ScratchFolder);
            foreach (var block in _blocks) _scratch.Append(block);
            _blocks.Clear();
        }

        if (_scratch is null)
        {
            _blocks.Add(_rows == BlockRows ? _current! : Shortened());
            _current = null;
        }
        else
        {
            _scratch.Append(_current);
        }

        _rows = 0;
    }

    private byte[] Shortened()
    {
        // A small table must not cost a whole block: move the columns together. BlockTable knows the length of the last block.
        var block = new byte[_columns.Sum(column => column.Size) * _rows];
        long source = 0;
        var target = 0;
        foreach (var column in _columns)
        {
            _current.AsSpan((int)source, column.Size * _rows).CopyTo(block.AsSpan(target));
            source += (long)column.Size * BlockRows;
            target += column.Size * _rows;
        }

        return block;
    }

    private void Check(int rows)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            var values = _values[i].AsSpan(0, rows);
            var limit = _limits[i];
            for (var row = 0; row < values.Length; row++)
            {
                if (Math.Abs(values[row]) <= limit) continue;
                throw Bad(i, row, values[row]);
            }
        }
    }

    private EventValueException Bad(int column, int row, double value)
    {
        var position = CountOfFile + row;
        var fileRow = RowOfFile?.Invoke(position) ?? position;
        var name = _columns[column].Name;
        return double.IsFinite(value)
            ? new EventValueException(
                _file, name, fileRow, $"the integer is about {value.ToString("R", CultureInfo.InvariantCulture)}", "integers of magnitude at most 2^53 - 1 = 9007199254740991, which a double holds exactly", "Leave the column out, or split it into two")
            : NotFinite(_file, name, fileRow, value);
    }
}
