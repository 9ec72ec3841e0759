using System.Globalization;

namespace Pullback.Data.Tables;

/// <summary>Events as named columns of finite numbers, read in tiles of rows. Shape [event, column].</summary>
/// <remarks>
/// <para>Every value was checked when the table was made: there is no NaN, no infinity and no missing value in a table.</para>
/// <para>Reading is thread-safe and costs memory for the tile only, whether the table lies in memory or in a file.
/// The order of the rows is that of the files, and the same in every run and for any number of threads.</para>
/// </remarks>
public abstract class EventTable : IDisposable
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Creates a table of given columns.</summary>
    /// <param name="name">Where the events come from, for messages.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="count">Number of events.</param>
    /// <exception cref="ColumnException">There is no column, or a name is empty or appears twice.</exception>
    protected EventTable(string name, IReadOnlyList<EventColumn> columns, long count)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Name = name;
        Columns = columns;
        Count = count;
        CheckNames(name, columns);
        for (var i = 0; i < columns.Count; i++) _indices.Add(columns[i].Name, i);
    }

    /// <summary>Where the events come from, for messages.</summary>
    public string Name { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<EventColumn> Columns { get; }

    /// <summary>Number of events.</summary>
    public long Count { get; }

    /// <summary>Names of the columns in order.</summary>
    public IReadOnlyList<string> ColumnNames => [.. Columns.Select(column => column.Name)];

    /// <summary>A table in memory, from arrays that are copied.</summary>
    /// <param name="name">What the events are, for messages.</param>
    /// <param name="columns">Name and values of each column.</param>
    /// <exception cref="ColumnException">The lengths differ, or a name is empty or appears twice.</exception>
    /// <exception cref="EventValueException">A value is NaN or infinite.</exception>
    public static EventTable FromColumns(string name, params IReadOnlyList<(string Name, ReadOnlyMemory<double> Values)> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count > 0)
        {
            var odd = columns.FirstOrDefault(column => column.Values.Length != columns[0].Values.Length);
            if (odd.Name is not null)
            {
                throw new ColumnException(
                    name, $"the column '{odd.Name}' has {odd.Values.Length} rows, but '{columns[0].Name}' has {columns[0].Values.Length}", "columns of one length");
            }
        }

        using var builder = new EventTableBuilder([.. columns.Select(column => new EventColumn(column.Name, ColumnType.Float64))], new EventReadOptions { MemoryBytes = long.MaxValue });
        builder.StartFile(name);
        var length = columns.Count == 0 ? 0 : columns[0].Values.Length;
        for (var first = 0; first < length; first += builder.BlockRows)
        {
            var rows = Math.Min(builder.BlockRows, length - first);
            for (var i = 0; i < columns.Count; i++) columns[i].Values.Span.Slice(first, rows).CopyTo(builder.Column(i));
            builder.Append(rows);
        }

        return builder.Finish(name);
    }

    /// <summary>Reads events from files: npy, npz, CSV or Parquet.</summary>
    /// <param name="query">Which files, columns and events.</param>
    /// <param name="options">Memory, threads, scratch folder; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A table in memory, or on disk if it is larger than the options allow. Dispose it to release the disk.</returns>
    /// <exception cref="EventDataException">A file, column, value or expression is bad; the type of the exception says which.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static EventTable Read(EventQuery query, EventReadOptions? options = null, CancellationToken cancellationToken = default) =>
        EventTableReader.Read(query, options ?? new EventReadOptions(), cancellationToken);

    /// <summary>True if there is a column of that name.</summary>
    /// <param name="column">The name.</param>
    public bool Has(string column) => _indices.ContainsKey(column);

    /// <summary>Position of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="ColumnException">There is none; the message lists the existing ones and names the nearest.</exception>
    public int IndexOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _indices.TryGetValue(column, out var index) ? index : throw ColumnException.Unknown(Name, column, [.. _indices.Keys]);
    }

    /// <summary>Reads a tile of one column. Thread-safe, allocates nothing that lasts.</summary>
    /// <param name="column">Position of the column.</param>
    /// <param name="first">First event, counted from 0.</param>
    /// <param name="destination">Filled with the events from <paramref name="first"/> on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column or the events do not exist.</exception>
    public void Read(int column, long first, Span<double> destination)
    {
        if ((uint)column >= (uint)Columns.Count) throw new ArgumentOutOfRangeException(nameof(column), column, $"There are {Columns.Count} columns.");
        if (first < 0 || first > Count - destination.Length)
            throw new ArgumentOutOfRangeException(nameof(first), first, string.Create(CultureInfo.InvariantCulture, $"{destination.Length} events are asked for, but there are {Count}."));
        if (destination.Length > 0) ReadCore(column, first, destination);
    }

    /// <summary>Reads a tile of one column by name.</summary>
    /// <inheritdoc cref="Read(int, long, Span{double})"/>
    /// <exception cref="ColumnException">There is no such column.</exception>
    public void Read(string column, long first, Span<double> destination) => Read(IndexOf(column), first, destination);

    /// <summary>A whole column as an array.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="ColumnException">There is no such column, or it is longer than one .NET array.</exception>
    public double[] ReadColumn(string column)
    {
        var index = IndexOf(column);
        if (Count > Array.MaxLength) throw new ColumnException($"{Name}, column '{column}'", $"it has {Count} rows", $"at most {Array.MaxLength} in one array", "Read it in tiles");
        var values = new double[Count];
        Read(index, 0, values);
        return values;
    }

    /// <summary>Releases the memory or the file behind the table.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Throws unless names are present, not empty and different.</summary>
    /// <param name="where">Table or file.</param>
    /// <param name="columns">The columns.</param>
    internal static void CheckNames(string where, IReadOnlyList<EventColumn> columns)
    {
        if (columns.Count == 0) throw new ColumnException(where, "no column is selected", "at least one column");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (string.IsNullOrWhiteSpace(column.Name)) throw new ColumnException(where, "a column has an empty name", "names that are not empty");
            if (!seen.Add(column.Name)) throw new ColumnException(where, $"the column '{column.Name}' appears twice", "every name once", "Select each column once, or give one of them another name");
        }
    }

    /// <summary>Reads a tile that is known to exist and not to be empty. Must be thread-safe.</summary>
    /// <param name="column">Position of the column.</param>
    /// <param name="first">First event.</param>
    /// <param name="destination">Filled completely.</param>
    protected abstract void ReadCore(int column, long first, Span<double> destination);

    /// <summary>Releases what the table holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
