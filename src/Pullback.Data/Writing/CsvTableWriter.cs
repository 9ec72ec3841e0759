using System.Globalization;
using System.Text;
using Pullback.Data.Tables;

namespace Pullback.Data.Writing;

/// <summary>Writes rows as text.</summary>
internal static class CsvTableWriter
{
    private const int PieceLength = 1 << 16;

    /// <summary>Writes a header line and one line per row.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="columns">What.</param>
    /// <param name="separator">Character between the fields.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    public static void Write(Stream stream, WrittenColumns columns, char separator, CancellationToken cancellationToken)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), PieceLength, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(separator, columns.Columns.Select(column => Quote(column.Name, separator))));
        var tile = columns.Columns.Select(_ => new double[WrittenColumns.TileRows]).ToArray();
        Span<char> digits = stackalloc char[32];
        foreach (var (first, rows) in columns.Tiles(cancellationToken))
        {
            for (var i = 0; i < tile.Length; i++) columns.Read(i, first, tile[i].AsSpan(0, rows));
            for (var row = 0; row < rows; row++)
            {
                for (var i = 0; i < tile.Length; i++)
                {
                    if (i > 0) writer.Write(separator);
                    writer.Write(digits[..Format(columns.Columns[i].Type, tile[i][row], digits)]);
                }

                writer.Write('\n');
            }
        }
    }

    private static int Format(ColumnType type, double value, Span<char> digits)
    {
        int written;
        var fits = type switch
        {
            ColumnType.Float32 => ((float)value).TryFormat(digits, out written, "R", CultureInfo.InvariantCulture),
            ColumnType.Int64 => ((long)value).TryFormat(digits, out written, default, CultureInfo.InvariantCulture),
            ColumnType.Boolean => (value != 0 ? "true" : "false").AsSpan().TryCopyTo(digits, out written),
            _ => value.TryFormat(digits, out written, "R", CultureInfo.InvariantCulture),
        };
        return fits ? written : throw new InvalidOperationException("A number needs more than 32 characters.");
    }

    private static bool TryCopyTo(this ReadOnlySpan<char> text, Span<char> destination, out int written)
    {
        written = text.Length;
        return text.TryCopyTo(destination);
    }

    private static string Quote(string name, char separator) =>
        name.Contains(separator, StringComparison.Ordinal) || name.AsSpan().IndexOfAny('"', '\n', '\r') >= 0 ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
