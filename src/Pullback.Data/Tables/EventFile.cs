namespace Pullback.Data.Tables;

/// <summary>One open file of events: what it holds, and reading it into a table.</summary>
internal abstract class EventFile : IDisposable
{
    /// <summary>Path, for messages.</summary>
    public abstract string Path { get; }

    /// <summary>The columns that "all columns" means.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Checks a selection against the file and finds the types of its columns.</summary>
    /// <param name="columns">The columns of the result.</param>
    /// <param name="where">Condition on the rows, or null.</param>
    /// <exception cref="EventDataException">A column does not exist or is not a number, or an expression is bad.</exception>
    public abstract ColumnType[] Resolve(IReadOnlyList<ColumnSelection> columns, string? where);

    /// <summary>Reads the selected rows into a table.</summary>
    /// <param name="columns">The columns of the result.</param>
    /// <param name="where">Condition on the rows, or null.</param>
    /// <param name="builder">Takes the rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventDataException">The file or a value in it is bad.</exception>
    public abstract void Read(IReadOnlyList<ColumnSelection> columns, string? where, EventTableBuilder builder, CancellationToken cancellationToken);

    /// <summary>The different values of a column in order of first appearance, as text.</summary>
    /// <param name="column">The column, of numbers or of texts.</param>
    /// <param name="limit">The reading stops once there are more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventDataException">There is no such column, or it has no readable values.</exception>
    public abstract IReadOnlyList<EventLabel> Labels(string column, int limit, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
