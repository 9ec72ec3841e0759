using DuckDB.NET.Data;

namespace Pullback.Data.Sql;

/// <summary>Turns messages of DuckDB into one sentence each.</summary>
internal static class SqlFailure
{
    /// <summary>The sentence or two of a message that say what is wrong, without the listing of settings that follows.</summary>
    /// <param name="failure">The failure.</param>
    public static string Summary(DuckDBException failure)
    {
        var lines = failure.Message
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeWhile(line => !line.StartsWith("Possible", StringComparison.Ordinal) && !line.StartsWith("LINE ", StringComparison.Ordinal)
                && !line.StartsWith("The search space", StringComparison.Ordinal) && !line.EndsWith("auto-detected from the CSV file.", StringComparison.Ordinal))
            .ToArray();
        return string.Join("; ", lines).TrimEnd('.', ';', ' ');
    }
}
