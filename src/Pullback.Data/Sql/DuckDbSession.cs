using System.Globalization;
using DuckDB.NET.Data;

namespace Pullback.Data.Sql;

/// <summary>A private in-memory DuckDB that can reach the named files and nothing else.</summary>
/// <remarks>Extensions are neither loaded nor installed, the configuration is locked, and rows keep the order of the files.</remarks>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly Dictionary<string, string?> _functionProblems = new(StringComparer.OrdinalIgnoreCase);

    public DuckDbSession(IEnumerable<string> files, int threads)
    {
        _connection = new DuckDBConnection("DataSource=:memory:");
        _connection.Open();
        if (threads > 0) Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {threads}"));
        Execute("SET preserve_insertion_order = true");
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        var allowed = files.SelectMany(file => (string[])[SqlText.Text(file), SqlText.Path(file)]).Distinct(StringComparer.Ordinal);
        Execute($"SET allowed_paths = [{string.Join(", ", allowed)}]");
        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
    }

    /// <summary>Runs a statement without result.</summary>
    /// <param name="sql">The statement.</param>
    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a query whose rows are passed on as they come.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads the rows.</param>
    public void Query(string sql, Action<DuckDBDataReader> read)
    {
        using var command = Command(sql);
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        read(reader);
    }

    /// <summary>The first value of the first row as text, or null.</summary>
    /// <param name="sql">The query.</param>
    public string? Text(string sql)
    {
        string? text = null;
        Query(sql, reader =>
        {
            if (reader.Read() && !reader.IsDBNull(0)) text = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture);
        });
        return text;
    }

    /// <summary>Names and types of a query's columns.</summary>
    /// <param name="sql">The query; it is bound, not run.</param>
    public List<(string Name, string Type)> Describe(string sql)
    {
        var columns = new List<(string, string)>();
        Query($"DESCRIBE {sql}", reader =>
        {
            while (reader.Read()) columns.Add((reader.GetString(0), reader.GetString(1)));
        });
        return columns;
    }

    /// <summary>Why a function cannot stand in an expression of one row, or null if it can.</summary>
    /// <param name="name">Name of the function.</param>
    public string? FunctionProblem(string name)
    {
        if (_functionProblems.TryGetValue(name, out var known)) return known;
        var kinds = new List<string>();
        Query($"SELECT DISTINCT function_type || ':' || coalesce(stability, '') FROM duckdb_functions() WHERE function_name = lower({SqlText.Text(name)})", reader =>
        {
            while (reader.Read()) kinds.Add(reader.GetString(0));
        });
        string? problem = null;
        foreach (var kind in kinds)
        {
            if (kind.StartsWith("aggregate", StringComparison.Ordinal)) problem = "combines several rows";
            else if (kind.StartsWith("table", StringComparison.Ordinal) || kind.StartsWith("pragma", StringComparison.Ordinal)) problem = "makes tables";
            else if (kind.StartsWith("macro", StringComparison.Ordinal) && !IsRowMacro(name)) problem = "does not compute from one row";
            else if (kind is "scalar:VOLATILE" or "scalar:CONSISTENT_WITHIN_QUERY") problem = "may give another value in the next run";
        }

        _functionProblems.Add(name, problem);
        return problem;
    }

    /// <summary>Fills a table row by row.</summary>
    /// <param name="table">Name of the table.</param>
    public DuckDBAppender Appender(string table) => _connection.CreateAppender(table);

    /// <summary>Closes the database.</summary>
    public void Dispose() => _connection.Dispose();

    private static bool IsRowMacro(string name) =>
        name.StartsWith("list_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("array_", StringComparison.OrdinalIgnoreCase)
        || name.ToUpperInvariant() is "ROUND_EVEN" or "ROUNDBANKERS" or "FMOD" or "FDIV" or "NULLIF";

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every name and text in the statements is quoted by SqlText, and expressions are checked by RowExpression.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
