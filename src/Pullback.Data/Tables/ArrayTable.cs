namespace Pullback.Data.Tables;

/// <summary>A table whose events stay in their npy file or stored npz archive, where each column lies contiguously.</summary>
internal sealed class ArrayTable : EventTable
{
    private readonly IDisposable _file;
    private readonly IReadOnlyList<ArrayColumn> _columns;

    /// <summary>Takes ownership of the file.</summary>
    /// <param name="name">Where the events come from.</param>
    /// <param name="file">The file.</param>
    /// <param name="columns">Its columns.</param>
    public ArrayTable(string name, IDisposable file, IReadOnlyList<ArrayColumn> columns)
        : base(name, [.. columns.Select(column => new EventColumn(column.Name, column.Type))], columns[0].Array.Rows)
    {
        _file = file;
        _columns = columns;
    }

    /// <summary>Reads every value once and refuses those that are not finite.</summary>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public void Check(CancellationToken cancellationToken)
    {
        var tile = new double[1 << 16];
        foreach (var column in _columns)
        {
            for (long first = 0; first < Count; first += tile.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var values = tile.AsSpan(0, (int)Math.Min(tile.Length, Count - first));
                column.Read(first, values);
                for (var i = 0; i < values.Length; i++)
                {
                    if (!double.IsFinite(values[i])) throw EventTableBuilder.NotFinite(Name, column.Name, first + i, values[i]);
                }
            }
        }
    }

    protected override void ReadCore(int column, long first, Span<double> destination) => _columns[column].Read(first, destination);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
