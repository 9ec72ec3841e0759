using Pullback.Data.Files;
using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>Tells the columns of numbers of a file from those of texts, before anything is read.</summary>
/// <param name="Numbers">The columns of numbers, in the order of the file.</param>
/// <param name="Others">The columns that hold something else.</param>
public sealed record EventColumns(IReadOnlyList<string> Numbers, IReadOnlyList<string> Others)
{
    /// <summary>The columns of the first file of a query.</summary>
    /// <param name="query">The files; its columns and condition do not matter.</param>
    /// <param name="options">Memory, threads, scratch folder; null for the defaults.</param>
    /// <exception cref="EventDataException">The file is bad.</exception>
    public static EventColumns Read(EventQuery query, EventReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= new EventReadOptions();
        var paths = FilePatterns.Resolve(query.Files, query.Folder);
        var formats = paths.Select(path => EventTableReader.FormatOf(path, query.Format)).ToArray();
        using var session = new DuckDbSession(paths, options.Threads);
        using var files = new EventFiles(session, query with { Columns = null, Where = null }, options, paths, formats);
        var file = files.Open(0);
        var numbers = new List<string>();
        var others = new List<string>();
        foreach (var name in file.ColumnNames) (IsNumber(file, name) ? numbers : others).Add(name);
        return new EventColumns(numbers, others);
    }

    private static bool IsNumber(EventFile file, string name)
    {
        try
        {
            file.Resolve([new ColumnSelection(name)], where: null);
            return true;
        }
        catch (ColumnException)
        {
            return false;
        }
    }
}
