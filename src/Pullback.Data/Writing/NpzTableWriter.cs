using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>Writes one array per column.</summary>
internal static class NpzTableWriter
{
    /// <summary>Writes an archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">What.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public static void Write(string path, WrittenColumns columns, CancellationToken cancellationToken) =>
        NpzWriter.Write(path, archive =>
        {
            for (var i = 0; i < columns.Columns.Count; i++)
            {
                var (name, type) = columns.Columns[i];
                switch (type)
                {
                    case ColumnType.Float32:
                        archive.Add(name, Pieces(columns, i, value => (float)value, cancellationToken), columns.Count);
                        break;
                    case ColumnType.Int64:
                        archive.Add(name, Pieces(columns, i, value => (long)value, cancellationToken), columns.Count);
                        break;
                    case ColumnType.Boolean:
                        archive.Add(name, Pieces(columns, i, value => value != 0, cancellationToken), columns.Count);
                        break;
                    default:
                        archive.Add(name, Pieces(columns, i, value => value, cancellationToken), columns.Count);
                        break;
                }
            }
        });

    private static IEnumerable<ReadOnlyMemory<T>> Pieces<T>(WrittenColumns columns, int column, Func<double, T> convert, CancellationToken cancellationToken)
    {
        var values = new double[WrittenColumns.TileRows];
        var converted = new T[WrittenColumns.TileRows];
        foreach (var (first, rows) in columns.Tiles(cancellationToken))
        {
            columns.Read(column, first, values.AsSpan(0, rows));
            for (var i = 0; i < rows; i++) converted[i] = convert(values[i]);
            yield return converted.AsMemory(0, rows);
        }
    }
}
