using System.Buffers;
using Pullback.Autodiff;

namespace Pullback.Data.Tables;

/// <summary>Feeds the event inputs of a program from a table, tile by tile; memory for the tile only.</summary>
/// <remarks>
/// <para>An input is, in this order: what <see cref="WithInput(string, string[])"/> or <see cref="WithInput(string, TileReader)"/> said; the
/// column of its name; the columns <c>name[0]</c>, <c>name[1]</c>, … if there are such.</para>
/// <para>Instances do not change: <c>WithInput</c> returns a new one. Reading is thread-safe if the given readers are.</para>
/// </remarks>
public sealed class TableEventSource : IEventSource
{
    private readonly EventTable _table;
    private readonly Dictionary<string, Input> _inputs;

    /// <summary>Creates a source whose inputs are named like the columns.</summary>
    /// <param name="table">The events; the source does not own them.</param>
    public TableEventSource(EventTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _inputs = new Dictionary<string, Input>(StringComparer.Ordinal);
        foreach (var name in table.ColumnNames) AddNumbered(name);
        for (var i = 0; i < table.Columns.Count; i++) _inputs[table.Columns[i].Name] = new Input([i], null);
    }

    private TableEventSource(EventTable table, Dictionary<string, Input> inputs)
    {
        _table = table;
        _inputs = inputs;
    }

    /// <summary>Number of events.</summary>
    public long Count => _table.Count;

    /// <summary>A source with one input more: columns side by side, shape [event, column].</summary>
    /// <param name="input">Name of the input; it takes precedence over a column of that name.</param>
    /// <param name="columns">At least one column.</param>
    /// <exception cref="ColumnException">A column does not exist, or none is given.</exception>
    public TableEventSource WithInput(string input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0) throw new ColumnException($"{_table.Name}, input '{input}'", "no column is named", "at least one column");
        return With(input, new Input([.. columns.Select(_table.IndexOf)], null));
    }

    /// <summary>A source with one input more: one number per event that is not a column, such as the weight of a sample.</summary>
    /// <param name="input">Name of the input; it takes precedence over a column of that name.</param>
    /// <param name="read">Reads tiles of it; called from several threads.</param>
    public TableEventSource WithInput(string input, TileReader read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return With(input, new Input([], read));
    }

    /// <summary>Numbers per event of an input.</summary>
    /// <param name="input">Name of the input.</param>
    /// <exception cref="ColumnException">There is no such input; the message lists the existing ones and names the nearest.</exception>
    public int Width(string input) => Math.Max(1, Find(input).Columns.Length);

    /// <summary>Reads consecutive events of an input. Thread-safe.</summary>
    /// <param name="input">Name of the input.</param>
    /// <param name="first">First event, counted from 0.</param>
    /// <param name="destination">Filled row by row: events times the width of the input.</param>
    /// <exception cref="ColumnException">There is no such input, or its width does not divide the length of the destination.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The events do not exist.</exception>
    public void Read(string input, long first, Span<double> destination)
    {
        var found = Find(input);
        if (found.Read is { } read)
        {
            read(first, destination);
            return;
        }

        var columns = found.Columns;
        if (columns.Length == 1)
        {
            _table.Read(columns[0], first, destination);
            return;
        }

        var rows = destination.Length / columns.Length;
        if (rows * columns.Length != destination.Length)
            throw new ColumnException($"{_table.Name}, input '{input}'", $"it has {columns.Length} numbers per event, but {destination.Length} are asked for", $"a multiple of {columns.Length}", "Give the input the shape of its columns");
        var buffer = ArrayPool<double>.Shared.Rent(rows);
        var values = buffer.AsSpan(0, rows);
        for (var k = 0; k < columns.Length; k++)
        {
            _table.Read(columns[k], first, values);
            for (var i = 0; i < values.Length; i++) destination[(i * columns.Length) + k] = values[i];
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private Input Find(string input) =>
        _inputs.TryGetValue(input, out var found) ? found : throw ColumnException.Unknown($"{_table.Name}, event inputs", input, [.. _inputs.Keys]);

    private TableEventSource With(string input, Input added)
    {
        ArgumentException.ThrowIfNullOrEmpty(input);
        return new TableEventSource(_table, new Dictionary<string, Input>(_inputs, StringComparer.Ordinal) { [input] = added });
    }

    private void AddNumbered(string column)
    {
        if (!column.EndsWith("[0]", StringComparison.Ordinal)) return;
        var name = column[..^3];
        var columns = new List<int>();
        while (_table.Has(FormattableString.Invariant($"{name}[{columns.Count}]"))) columns.Add(_table.IndexOf(FormattableString.Invariant($"{name}[{columns.Count}]")));
        _inputs[name] = new Input([.. columns], null);
    }

    private sealed record Input(int[] Columns, TileReader? Read);
}
