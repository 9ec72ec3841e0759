using DuckDB.NET.Data;

namespace Pullback.Data.Sql;

/// <summary>The FROM clause that reads a CSV file with everything stated and nothing guessed.</summary>
/// <remarks>
/// DuckDB's own detection may skip lines that do not fit; here separator, quoting, header and names are fixed from the first line, the types
/// are those that every line agrees with, and a line with another number of fields is an error.
/// </remarks>
internal static class CsvRelation
{
    private const string Text = "VARCHAR";
    private const string Integer = "BIGINT";

    /// <summary>Finds the types and writes the clause.</summary>
    /// <param name="session">A database that may read the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="header">What its first line says.</param>
    /// <exception cref="DataFormatException">A line does not fit.</exception>
    public static string Find(DuckDbSession session, string path, CsvHeader header)
    {
        var dialect = $"delim = {SqlText.Text(header.Separator.ToString())}, quote = '\"', escape = '\"', header = {(header.HasHeader ? "true" : "false")}, hive_partitioning = false";
        var types = FromSample(session, path, dialect, header) ?? header.Names.Select(_ => Text).ToArray();
        try
        {
            return Clause(path, dialect, header.Names.Zip(Verify(session, path, dialect, header, types)));
        }
        catch (DuckDBException)
        {
            // Below the sample a value is of another type, or a line does not fit; look at every value to tell which.
        }

        try
        {
            return Clause(path, dialect, header.Names.Zip(Verify(session, path, dialect, header, [.. header.Names.Select(_ => Text)])));
        }
        catch (DuckDBException failure)
        {
            throw new DataFormatException(path, SqlFailure.Summary(failure), $"on each line {header.Names.Count} fields separated by '{header.Separator}', as on the first", "Repair the line, or state the separator", failure);
        }
    }

    /// <summary>What the first lines suggest, or null if they do not fit.</summary>
    private static string[]? FromSample(DuckDbSession session, string path, string dialect, CsvHeader header)
    {
        try
        {
            var options = $"{dialect}, skip = 0, auto_type_candidates = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR']";
            var found = session.Describe($"SELECT * FROM read_csv({SqlText.Path(path)}, {options})");
            return found.Count == header.Names.Count ? [.. found.Select(column => column.Type)] : null;
        }
        catch (DuckDBException)
        {
            return null;
        }
    }

    /// <summary>Reads every value as its suggested type and finds the true type of those suggested to be text.</summary>
    private static List<string> Verify(DuckDbSession session, string path, string dialect, CsvHeader header, string[] suggested)
    {
        var columns = header.Names.Zip(suggested, (name, type) => type switch
        {
            Text => TypeOfText(SqlText.Name(name)),
            Integer => TypeOfNumber(SqlText.Name(name)),
            _ => $"CASE WHEN max({SqlText.Name(name)}) IS NULL THEN '{type}' ELSE '{type}' END",
        });
        var read = suggested.Select(type => type == Integer ? "DOUBLE" : type);
        var types = new List<string>();
        session.Query($"SELECT {string.Join(", ", columns)} FROM {Clause(path, dialect, header.Names.Zip(read))}", reader =>
        {
            if (!reader.Read()) return;
            for (var i = 0; i < suggested.Length; i++) types.Add(reader.GetString(i));
        });
        return types;
    }

    /// <summary>Integers only if every value is one: read as such, DuckDB would round a fraction.</summary>
    private static string TypeOfNumber(string column) =>
        $"CASE WHEN NOT bool_and(isfinite({column}) AND {column} = trunc({column})) OR max(abs({column})) > 1e38 OR count({column}) = 0 THEN 'DOUBLE'"
        + $" WHEN max(abs({column})) < 9007199254740992 THEN 'BIGINT' ELSE 'HUGEINT' END";

    private static string TypeOfText(string column)
    {
        var text = $"trim({column})";
        return $"CASE WHEN count({column}) = 0 THEN 'DOUBLE'"
            + $" WHEN bool_and({text} IN ('true', 'false', 'True', 'False', 'TRUE', 'FALSE')) THEN 'BOOLEAN'"
            + $" WHEN bool_and(TRY_CAST({column} AS HUGEINT) IS NOT NULL AND NOT regexp_matches({text}, '[.eE]')) FILTER ({column} IS NOT NULL) THEN 'HUGEINT'"
            + $" WHEN bool_and(TRY_CAST({column} AS DOUBLE) IS NOT NULL) FILTER ({column} IS NOT NULL) THEN 'DOUBLE' ELSE 'VARCHAR' END";
    }

    private static string Clause(string path, string dialect, IEnumerable<(string Name, string Type)> columns) =>
        $"read_csv({SqlText.Path(path)}, auto_detect = false, {dialect}, columns = {{{string.Join(", ", columns.Select(column => $"{SqlText.Text(column.Name)}: '{column.Type}'"))}}})";
}
