using System.Text;
using System.Text.RegularExpressions;

namespace Pullback.Data.Sql;

/// <summary>Quotes names and texts for SQL, so that they can only be names and texts.</summary>
internal static partial class SqlText
{
    /// <summary>A name in double quotes.</summary>
    /// <param name="name">The name.</param>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in single quotes.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A path in single quotes whose wildcard characters stand for themselves.</summary>
    /// <param name="path">The path.</param>
    public static string Path(string path)
    {
        var escaped = new StringBuilder();
        foreach (var character in path) escaped.Append(character is '*' or '?' or '[' ? $"[{character}]" : character.ToString());
        return Text(escaped.ToString());
    }

    /// <summary>Quotes numbered columns: <c>x[0] &gt; 1</c> becomes <c>"x[0]" &gt; 1</c> if there is a column <c>x[0]</c>.</summary>
    /// <remarks>Without it SQL would read an element of a list column, counted from 1. Texts, quoted names and comments stay as they are.</remarks>
    /// <param name="expression">The user's expression.</param>
    /// <param name="columns">The names that exist.</param>
    public static string QuoteNumberedColumns(string expression, IReadOnlySet<string> columns) =>
        Tokens().Replace(expression, match => columns.Contains(match.Value) ? Name(match.Value) : match.Value);

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|[A-Za-z_][A-Za-z0-9_.]*(?:\[[0-9]+\])+""", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
