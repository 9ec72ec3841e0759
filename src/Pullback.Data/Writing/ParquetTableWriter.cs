using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Writer;
using Pullback.Data.Sql;
using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>Writes Parquet through DuckDB, which pulls the rows from a table function, so that no more than a row group is in memory.</summary>
internal static class ParquetTableWriter
{
    private const int RowGroup = 122_880;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Final path, for messages.</param>
    /// <param name="temporary">The file to write.</param>
    /// <param name="columns">What.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public static void Write(string path, string temporary, WrittenColumns columns, CancellationToken cancellationToken)
    {
        var clash = columns.Columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (clash is not null)
            throw new ColumnException(path, $"the columns {NearestName.List([.. clash.Select(column => column.Name)])} differ in capitals only", "names that differ otherwise in Parquet", "Rename one, or write npz");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, "SET threads = 1");
        Execute(connection, "SET preserve_insertion_order = true");
        var cursor = new Cursor(columns, cancellationToken);
        connection.RegisterTableFunction("pullback_events", () => new TableFunction([.. columns.Columns.Select(Info)], cursor.Rows(), default), cursor.Write);
        try
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"COPY (SELECT * FROM pullback_events()) TO {SqlText.Text(temporary)} (FORMAT parquet, ROW_GROUP_SIZE {RowGroup})"));
        }
        catch (DuckDBException failure)
        {
            if (cursor.Failure is { } cause) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(cause).Throw();
            throw new DataFileException(path, $"the file cannot be written: {SqlFailure.Summary(failure)}", advice: "Check the path, the permissions and the free space", innerException: failure);
        }
    }

    private static ColumnInfo Info(EventColumn column) => new(column.Name, column.Type switch
    {
        ColumnType.Float32 => typeof(float),
        ColumnType.Int64 => typeof(long),
        ColumnType.Boolean => typeof(bool),
        _ => typeof(double),
    });

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only text from outside is a path, quoted by SqlText.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>The row that DuckDB is about to take; one object stands for all rows in turn.</summary>
    private sealed class Cursor(WrittenColumns columns, CancellationToken cancellationToken)
    {
        private readonly double[][] _tile = [.. columns.Columns.Select(_ => new double[WrittenColumns.TileRows])];
        private int _row;

        /// <summary>What went wrong while rows were read.</summary>
        public Exception? Failure { get; private set; }

        public IEnumerable<Cursor> Rows()
        {
            using var tiles = columns.Tiles(cancellationToken).GetEnumerator();
            while (true)
            {
                int rows;
                try
                {
                    if (!tiles.MoveNext()) yield break;
                    rows = tiles.Current.Rows;
                    for (var i = 0; i < _tile.Length; i++) columns.Read(i, tiles.Current.First, _tile[i].AsSpan(0, rows));
                }
                catch (Exception failure)
                {
                    Failure = failure;
                    throw;
                }

                for (_row = 0; _row < rows; _row++) yield return this;
            }
        }

        public void Write(object? item, IDuckDBDataWriter[] writers, ulong index)
        {
            for (var i = 0; i < _tile.Length; i++)
            {
                var value = _tile[i][_row];
                switch (columns.Columns[i].Type)
                {
                    case ColumnType.Float32:
                        writers[i].WriteValue((float)value, index);
                        break;
                    case ColumnType.Int64:
                        writers[i].WriteValue((long)value, index);
                        break;
                    case ColumnType.Boolean:
                        writers[i].WriteValue(value != 0, index);
                        break;
                    default:
                        writers[i].WriteValue(value, index);
                        break;
                }
            }
        }
    }
}
