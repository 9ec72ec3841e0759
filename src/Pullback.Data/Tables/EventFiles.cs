using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>The files of a query, of which one at a time is open; a single file is opened only once.</summary>
/// <param name="session">A database that may read the files.</param>
/// <param name="query">Columns, names, separator.</param>
/// <param name="options">Memory and scratch folder.</param>
/// <param name="paths">The files.</param>
/// <param name="formats">Their formats.</param>
internal sealed class EventFiles(DuckDbSession session, EventQuery query, EventReadOptions options, IReadOnlyList<string> paths, DataFileFormat[] formats) : IDisposable
{
    private EventFile? _open;
    private int _index = -1;

    /// <summary>Number of files.</summary>
    public int Count => paths.Count;

    /// <summary>Opens a file, and closes the one before.</summary>
    /// <param name="index">Position in the list.</param>
    public EventFile Open(int index)
    {
        if (index == _index) return _open!;
        Dispose();
        _open = formats[index] switch
        {
            DataFileFormat.Npy => ArrayFile.Npy(session, paths[index], query.ArrayColumnNames),
            DataFileFormat.Npz => ArrayFile.Npz(session, paths[index], query.ArrayColumnNames, options, IsWanted),
            DataFileFormat.Csv => SqlFile.Csv(session, paths[index], query),
            _ => SqlFile.Parquet(session, paths[index]),
        };
        _index = index;
        return _open;
    }

    /// <summary>Leaves the open file to somebody else, who disposes it.</summary>
    public void Release()
    {
        _open = null;
        _index = -1;
    }

    /// <summary>Closes the open file.</summary>
    public void Dispose()
    {
        _open?.Dispose();
        Release();
    }

    private bool IsWanted(string array) =>
        query.Columns is null || query.ArrayColumnNames is not null || Mentions(query.Where, array)
        || query.Columns.Any(column => Mentions(column.Name, array) || Mentions(column.Expression, array));

    private static bool Mentions(string? text, string name) => text is not null && text.Contains(name, StringComparison.OrdinalIgnoreCase);
}
