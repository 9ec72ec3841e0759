using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Pullback.Data.Sql;

/// <summary>Turns messages of DuckDB into one sentence each.</summary>
internal static partial class SqlFailure
{
    private static readonly string[] ExpressionKinds = ["Binder Error", "Catalog Error", "Conversion Error", "Out of Range Error", "Parser Error"];

    /// <summary>The sentence or two of a message that say what is wrong, without the listing of settings that follows.</summary>
    /// <param name="failure">The failure.</param>
    public static string Summary(DuckDBException failure)
    {
        var lines = failure.Message
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeWhile(line => !line.StartsWith("Possible", StringComparison.Ordinal) && !line.StartsWith("LINE ", StringComparison.Ordinal)
                && !line.StartsWith("The search space", StringComparison.Ordinal) && !line.EndsWith("auto-detected from the CSV file.", StringComparison.Ordinal))
            .ToArray();
        return ErrorKind().Replace(string.Join("; ", lines), "").Replace("!;", ";", StringComparison.Ordinal).TrimEnd('.', ';', ' ', '!');
    }

    /// <summary>True if the failure comes from what the user wrote, or from values it was applied to, rather than from the file.</summary>
    /// <param name="failure">The failure.</param>
    public static bool IsOfExpression(DuckDBException failure) => !failure.Message.Contains("CSV Error", StringComparison.Ordinal)
        && ExpressionKinds.Any(kind => failure.Message.StartsWith(kind, StringComparison.Ordinal));

    [GeneratedRegex("^[A-Z][A-Za-z ]{1,30} Error: ")]
    private static partial Regex ErrorKind();
}
