using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>The columns of a table followed by added ones, read in tiles and checked on the way out.</summary>
internal sealed class WrittenColumns
{
    /// <summary>Rows of a tile.</summary>
    public const int TileRows = 1 << 14;

    private readonly string _path;
    private readonly EventTable _table;
    private readonly IReadOnlyList<AddedColumn> _added;

    public WrittenColumns(string path, EventTable table, IReadOnlyList<AddedColumn> added)
    {
        _path = path;
        _table = table;
        _added = added;
        Columns = [.. table.Columns, .. added.Select(column => column.Column)];
        EventTable.CheckNames(path, Columns);
    }

    /// <summary>All columns in order.</summary>
    public IReadOnlyList<EventColumn> Columns { get; }

    /// <summary>Number of rows.</summary>
    public long Count => _table.Count;

    /// <summary>Reads a tile of one column.</summary>
    /// <param name="column">Position of the column.</param>
    /// <param name="first">First row.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="EventValueException">An added value is not finite, or not what its type says.</exception>
    public void Read(int column, long first, Span<double> destination)
    {
        if (column < _table.Columns.Count)
        {
            _table.Read(column, first, destination);
            return;
        }

        _added[column - _table.Columns.Count].Read(first, destination);
        var whole = Columns[column].Type is ColumnType.Int64 or ColumnType.Boolean;
        for (var i = 0; i < destination.Length; i++)
        {
            if (!double.IsFinite(destination[i])) throw EventTableBuilder.NotFinite(_path, Columns[column].Name, first + i, destination[i]);
            if (whole && Math.Floor(destination[i]) != destination[i])
                throw new EventValueException(_path, Columns[column].Name, first + i, "the value has a fractional part", "integers in this column");
        }
    }

    /// <summary>The tiles of all rows: first row and number of rows.</summary>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public IEnumerable<(long First, int Rows)> Tiles(CancellationToken cancellationToken)
    {
        for (long first = 0; first < Count; first += TileRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (first, (int)Math.Min(TileRows, Count - first));
        }
    }
}
