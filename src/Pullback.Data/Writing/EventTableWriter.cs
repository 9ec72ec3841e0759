using Pullback.Data.Files;
using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>Writes event tables, with added columns, whole or not at all and in tiles.</summary>
public static class EventTableWriter
{
    /// <summary>Writes a table.</summary>
    /// <remarks>
    /// CSV has the shortest digits that read back to the same number. Npz has one array per column, npy one array [event, column] of doubles
    /// without names. Types of columns are kept where the format has types.
    /// </remarks>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="table">The events.</param>
    /// <param name="added">Columns to write after those of the table; null for none.</param>
    /// <param name="format">Format; by extension if automatic.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then as it was before.</param>
    /// <exception cref="ColumnException">An added column has the name of another.</exception>
    /// <exception cref="EventValueException">An added value is NaN or infinite, or not an integer in a column of integers.</exception>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    /// <exception cref="DataFormatException">The extension names no format.</exception>
    public static void Write(
        string path, EventTable table, IReadOnlyList<AddedColumn>? added = null, DataFileFormat format = DataFileFormat.Automatic, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(table);
        var columns = new WrittenColumns(path, table, added ?? []);
        switch (EventTableReader.FormatOf(path, format))
        {
            case DataFileFormat.Csv:
                AtomicFile.Write(path, stream => CsvTableWriter.Write(stream, columns, Separator(path), cancellationToken));
                break;
            case DataFileFormat.Npz:
                NpzTableWriter.Write(path, columns, cancellationToken);
                break;
            case DataFileFormat.Npy:
                AtomicFile.Write(path, stream => NpyTableWriter.Write(stream, columns, cancellationToken));
                break;
            default:
                AtomicFile.WriteThroughPath(path, temporary => ParquetTableWriter.Write(path, temporary, columns, cancellationToken));
                break;
        }
    }

    private static char Separator(string path)
    {
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new DataFormatException(path, "compressed text is not written", ".csv, .tsv, .npz, .npy, .parquet", "Write .csv and compress it, or write .parquet, which is compressed");
        return path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
    }
}
