using DuckDB.NET.Data;

namespace Pullback.Data.Tables;

/// <summary>Moves the rows of a query of doubles into a table.</summary>
internal static class SqlRows
{
    /// <summary>Appends all rows, in order, block by block.</summary>
    /// <param name="reader">The rows; missing values become NaN, which the builder refuses.</param>
    /// <param name="columns">Columns of the table, the first ones of the query.</param>
    /// <param name="builder">Takes the rows.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static void Append(DuckDBDataReader reader, int columns, EventTableBuilder builder, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (reader.Read())
        {
            for (var i = 0; i < columns; i++) builder.Column(i)[rows] = reader.IsDBNull(i) ? double.NaN : reader.GetDouble(i);
            if (++rows < builder.BlockRows) continue;
            cancellationToken.ThrowIfCancellationRequested();
            builder.Append(rows);
            rows = 0;
        }

        cancellationToken.ThrowIfCancellationRequested();
        builder.Append(rows);
    }
}
