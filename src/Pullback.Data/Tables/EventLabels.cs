using System.Globalization;
using Pullback.Data.Files;
using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>Finds the kinds of events that a column of a file tells apart.</summary>
public static class EventLabels
{
    /// <summary>The largest number of kinds; more are taken for a mistake.</summary>
    public const int Limit = 1000;

    /// <summary>The different values of a column in order of first appearance.</summary>
    /// <param name="query">The files; its columns and condition do not matter.</param>
    /// <param name="column">The column, of numbers or of texts.</param>
    /// <param name="options">Memory, threads, scratch folder; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="EventDataException">A file or the column is bad, or there are more than <see cref="Limit"/> values.</exception>
    public static IReadOnlyList<EventLabel> Read(EventQuery query, string column, EventReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= new EventReadOptions();
        var paths = FilePatterns.Resolve(query.Files, query.Folder);
        var formats = paths.Select(path => EventTableReader.FormatOf(path, query.Format)).ToArray();
        using var session = new DuckDbSession(paths, options.Threads);
        using var files = new EventFiles(session, query with { Columns = [new ColumnSelection(column)], Where = null }, options, paths, formats);
        var labels = new List<EventLabel>();
        for (var i = 0; i < files.Count; i++)
        {
            foreach (var label in files.Open(i).Labels(column, Limit, cancellationToken))
            {
                if (!labels.Contains(label)) labels.Add(label);
            }

            if (labels.Count > Limit)
            {
                throw new ColumnException(
                    $"{paths[i]}, column '{column}'", string.Create(CultureInfo.InvariantCulture, $"there are more than {Limit} different values"), "a column that names the process of each event");
            }
        }

        return labels;
    }
}
