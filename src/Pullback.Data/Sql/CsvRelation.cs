using DuckDB.NET.Data;

namespace Pullback.Data.Sql;

/// <summary>The FROM clause that reads a CSV file with everything stated and nothing guessed.</summary>
/// <remarks>
/// DuckDB's own detection may skip lines that do not fit; here separator, quoting, header and names are fixed from the first line, the types
/// are found by looking at every line, and a line with another number of fields is an error.
/// </remarks>
internal static class CsvRelation
{
    /// <summary>Finds the types and writes the clause.</summary>
    /// <param name="session">A database that may read the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="header">What its first line says.</param>
    /// <exception cref="DataFormatException">A line does not fit.</exception>
    public static string Find(DuckDbSession session, string path, CsvHeader header)
    {
        var dialect = $"delim = {SqlText.Text(header.Separator.ToString())}, quote = '\"', escape = '\"', header = {(header.HasHeader ? "true" : "false")}, hive_partitioning = false";
        var allText = Clause(path, dialect, header.Names.Select(name => (name, "VARCHAR")));
        try
        {
            var types = new List<string>();
            session.Query(TypesQuery(allText, header.Names), reader =>
            {
                if (!reader.Read()) return;
                for (var i = 0; i < header.Names.Count; i++) types.Add(reader.GetString(i));
            });
            return Clause(path, dialect, header.Names.Zip(types));
        }
        catch (DuckDBException failure)
        {
            throw new DataFormatException(path, SqlFailure.Summary(failure), $"on each line {header.Names.Count} fields separated by '{header.Separator}', as on the first", "Repair the line, or state the separator", failure);
        }
    }

    private static string TypesQuery(string relation, IReadOnlyList<string> names)
    {
        var types = names.Select(name =>
        {
            var column = SqlText.Name(name);
            var text = $"trim({column})";
            return $"CASE WHEN count({column}) = 0 THEN 'DOUBLE'"
                + $" WHEN bool_and({text} IN ('true', 'false', 'True', 'False', 'TRUE', 'FALSE')) THEN 'BOOLEAN'"
                + $" WHEN bool_and(TRY_CAST({column} AS HUGEINT) IS NOT NULL AND NOT regexp_matches({text}, '[.eE]')) FILTER ({column} IS NOT NULL) THEN 'HUGEINT'"
                + $" WHEN bool_and(TRY_CAST({column} AS DOUBLE) IS NOT NULL) FILTER ({column} IS NOT NULL) THEN 'DOUBLE' ELSE 'VARCHAR' END";
        });
        return $"SELECT {string.Join(", ", types)} FROM {relation}";
    }

    private static string Clause(string path, string dialect, IEnumerable<(string Name, string Type)> columns) =>
        $"read_csv({SqlText.Path(path)}, auto_detect = false, {dialect}, columns = {{{string.Join(", ", columns.Select(column => $"{SqlText.Text(column.Name)}: '{column.Type}'"))}}})";
}
