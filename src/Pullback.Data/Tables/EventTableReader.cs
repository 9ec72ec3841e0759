using System.Globalization;
using Pullback.Data.Files;
using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>Reads the files of a query, one after the other, into one table.</summary>
internal static class EventTableReader
{
    /// <summary>Reads a query.</summary>
    /// <param name="query">Files, columns, condition.</param>
    /// <param name="options">Memory, threads, scratch folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static EventTable Read(EventQuery query, EventReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var paths = FilePatterns.Resolve(query.Files, query.Folder);
        var formats = paths.Select(path => FormatOf(path, query.Format)).ToArray();
        using var session = new DuckDbSession(paths, options.Threads);
        using var files = new EventFiles(session, query, options, paths, formats);
        var (selection, types) = Resolve(query, files);
        var columns = selection.Select((column, i) => new EventColumn(column.Name, types.Select(ofFile => ofFile[i]).Aggregate(Common))).ToArray();
        EventTable.CheckNames(paths[0], columns);
        var name = paths.Count == 1 ? paths[0] : string.Create(CultureInfo.InvariantCulture, $"{paths[0]} and {paths.Count - 1} more");
        if (InPlace(query, options, files, selection, cancellationToken) is { } table) return table;

        using var builder = new EventTableBuilder(columns, options);
        for (var i = 0; i < paths.Count; i++)
        {
            builder.StartFile(paths[i], types[i]);
            files.Open(i).Read(selection, query.Where, builder, cancellationToken);
        }

        if (builder.Count == 0 && !query.AllowEmpty)
        {
            throw query.Where is null
                ? new EventDataException(name, "there are no events", "at least one event", "Check that the file was written completely")
                : new EventDataException(name, $"no event satisfies where '{query.Where}'", "at least one event", "Check the condition and the units of its columns");
        }

        return builder.Finish(name);
    }

    private static (IReadOnlyList<ColumnSelection> Selection, List<ColumnType[]> Types) Resolve(EventQuery query, EventFiles files)
    {
        var selection = query.Columns;
        var types = new List<ColumnType[]>();
        IReadOnlyList<string>? names = null;
        for (var i = 0; i < files.Count; i++)
        {
            var file = files.Open(i);
            selection ??= [.. file.ColumnNames.Select(name => new ColumnSelection(name))];
            names ??= file.ColumnNames;
            if (query.Columns is null && !names.ToHashSet(StringComparer.Ordinal).SetEquals(file.ColumnNames))
                throw new ColumnException(file.Path, $"its columns are {NearestName.List(file.ColumnNames)}", $"those of the first file: {NearestName.List(names)}", "Name the columns to read");
            if (selection.Count == 0) throw new ColumnException(file.Path, "no column is selected", "at least one column");
            types.Add(file.Resolve(selection, query.Where));
        }

        return (selection!, types);
    }

    private static ArrayTable? InPlace(
        EventQuery query, EventReadOptions options, EventFiles files, IReadOnlyList<ColumnSelection> selection, CancellationToken cancellationToken)
    {
        if (files.Count > 1 || query.Where is not null || files.Open(0) is not ArrayFile file) return null;
        if (file.Contiguous(selection) is not { } columns) return null;
        if (columns.Sum(column => (double)column.Column.Scalar.Size * column.Array.Rows) <= options.MemoryBytes) return null;
        var table = new ArrayTable(file.Path, file, columns);
        table.Check(cancellationToken);
        files.Release();
        return table;
    }

    /// <summary>The format of a file: the stated one, or that of its extension.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stated">The stated format.</param>
    internal static DataFileFormat FormatOf(string path, DataFileFormat stated)
    {
        if (stated != DataFileFormat.Automatic) return stated;
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".NPY" => DataFileFormat.Npy,
            ".NPZ" => DataFileFormat.Npz,
            ".CSV" or ".TSV" or ".TXT" => DataFileFormat.Csv,
            ".PARQUET" or ".PQ" => DataFileFormat.Parquet,
            _ => throw new DataFormatException(path, $"the extension '{Path.GetExtension(path)}' is not that of an event file", ".npy, .npz, .csv, .tsv, .txt (also .gz), .parquet, .pq", "Rename the file, or state its format"),
        };
    }

    private static ColumnType Common(ColumnType a, ColumnType b) =>
        a == b ? a : a is (ColumnType.Int64 or ColumnType.Boolean) && b is (ColumnType.Int64 or ColumnType.Boolean) ? ColumnType.Int64 : ColumnType.Float64;
}
