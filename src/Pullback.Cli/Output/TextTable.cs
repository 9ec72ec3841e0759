namespace Pullback.Cli.Output;

/// <summary>A table for a person: columns as wide as their widest cell, numbers at the right.</summary>
/// <param name="headers">The titles of the columns.</param>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "   ";
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text per column.</param>
    public TextTable Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    /// <summary>Writes titles, a rule and the rows.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(TextWriter writer)
    {
        int[] widths = [.. headers.Select((header, column) => _rows.Select(row => row[column].Length).Append(header.Length).Max())];
        bool[] right = [.. headers.Select((_, column) => column > 0 && _rows.All(row => LooksLikeNumber(row[column])))];
        WriteRow(writer, headers, widths, right);
        writer.WriteLine(string.Join(Gap, widths.Select(width => new string('─', width))));
        foreach (string[] row in _rows) WriteRow(writer, row, widths, right);
    }

    private static void WriteRow(TextWriter writer, string[] cells, int[] widths, bool[] right) =>
        writer.WriteLine(string.Join(Gap, cells.Select((cell, i) => right[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());

    private static bool LooksLikeNumber(string cell) => cell.Length == 0 || char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '+' or '–' or '∞' or '[' or '±';
}
