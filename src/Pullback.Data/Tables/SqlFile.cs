using System.Globalization;
using DuckDB.NET.Data;
using Pullback.Data.Sql;

namespace Pullback.Data.Tables;

/// <summary>A Parquet or CSV file, read through DuckDB.</summary>
internal sealed class SqlFile : EventFile
{
    private readonly DuckDbSession _session;
    private readonly string _relation;
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private SqlFile(DuckDbSession session, string path, string relation)
    {
        _session = session;
        Path = path;
        _relation = relation;
        var schema = Guard(() => session.Describe($"SELECT * FROM {relation}"));
        foreach (var (name, type) in schema)
        {
            if (!_types.TryAdd(name, type)) throw new ColumnException(path, $"the column '{name}' appears twice", "every name once");
        }

        ColumnNames = [.. schema.Select(column => column.Name)];
    }

    public override string Path { get; }

    public override IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Opens a Parquet file.</summary>
    /// <param name="session">A database that may read the file.</param>
    /// <param name="path">The file.</param>
    public static SqlFile Parquet(DuckDbSession session, string path) =>
        new(session, path, $"read_parquet({SqlText.Path(path)}, hive_partitioning = false)");

    /// <summary>Opens a CSV file.</summary>
    /// <param name="session">A database that may read the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="query">Separator and names.</param>
    public static SqlFile Csv(DuckDbSession session, string path, EventQuery query) =>
        new(session, path, CsvRelation.Find(session, path, CsvHeader.Read(path, query.CsvSeparator, query.ArrayColumnNames)));

    public override ColumnType[] Resolve(IReadOnlyList<ColumnSelection> columns, string? where)
    {
        var expressions = Expressions(columns);
        var condition = Condition(where);
        var types = Guard(() => _session.Describe($"SELECT {string.Join(", ", expressions)} FROM {_relation}{condition}"));
        var result = new ColumnType[columns.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = SqlType.ToColumnType(types[i].Type) ?? throw NotANumber(columns[i], expressions[i], types[i].Type);
        return result;
    }

    public override void Read(IReadOnlyList<ColumnSelection> columns, string? where, EventTableBuilder builder, CancellationToken cancellationToken)
    {
        var condition = Condition(where);
        builder.RowOfFile = position => RowOfFile(condition, position);
        var values = string.Join(", ", Expressions(columns).Select(expression => $"CAST({expression} AS DOUBLE)"));
        Guard(() =>
        {
            _session.Query($"SELECT {values} FROM {_relation}{condition}", reader => SqlRows.Append(reader, columns.Count, builder, cancellationToken));
            return 0;
        });
    }

    public override IReadOnlyList<EventLabel> Labels(string column, int limit, CancellationToken cancellationToken)
    {
        if (!_types.TryGetValue(column, out var type)) throw ColumnException.Unknown(Path, column, ColumnNames);
        var isText = SqlType.ToColumnType(type) is null;
        var labels = new List<EventLabel>();
        var name = SqlText.Name(column);
        var sql = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT CAST({name} AS VARCHAR) FROM (SELECT {name}, row_number() OVER () AS row FROM {_relation}) GROUP BY {name} ORDER BY min(row) LIMIT {limit + 1}");
        return Guard(() =>
        {
            _session.Query(sql, reader =>
            {
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (reader.IsDBNull(0)) throw new ColumnException($"{Path}, column '{column}'", "a row has no value", "a value in every row");
                    labels.Add(new EventLabel(isText ? reader.GetString(0) : Shortest(reader.GetString(0)), isText));
                }
            });
            return labels;
        });
    }

    // A whole number in a column of floating point is 1.0 to DuckDB, but 1 to a person and in other formats.
    private static string Shortest(string number) =>
        number.Contains('.', StringComparison.Ordinal) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : number;

    private string[] Expressions(IReadOnlyList<ColumnSelection> columns)
    {
        var expressions = new string[columns.Count];
        for (var i = 0; i < expressions.Length; i++)
        {
            var (name, expression) = columns[i];
            if (expression is not null) expressions[i] = RowExpression.Parse(_session, $"{Path}, expression of column '{name}'", expression, ColumnNames).Sql;
            else if (_types.ContainsKey(name)) expressions[i] = SqlText.Name(name);
            else throw ColumnException.Unknown(Path, name, ColumnNames);
        }

        return expressions;
    }

    private string Condition(string? where)
    {
        if (where is null) return "";
        var role = $"{Path}, where";
        var expression = RowExpression.Parse(_session, role, where, ColumnNames);
        WhereType.Check(role, where, Guard(() => _session.Describe($"SELECT {expression.Sql} FROM {_relation}"))[0].Type);
        return $" WHERE {expression.Sql}";
    }

    private long RowOfFile(string condition, long position)
    {
        const string Row = "__pullback_row";
        var sql = $"SELECT {Row} FROM (SELECT *, row_number() OVER () - 1 AS {Row} FROM {_relation}){condition} LIMIT 1 OFFSET {position.ToString(CultureInfo.InvariantCulture)}";
        return long.Parse(_session.Text(sql) ?? "0", NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    private ColumnException NotANumber(ColumnSelection column, string expression, string type)
    {
        var example = "";
        if (type == "VARCHAR")
        {
            var bad = _session.Text(
                $"SELECT 'row ' || row || ' (rows are counted from 0) holds ''' || left(value, 40) || '''' FROM (SELECT {expression} AS value, row_number() OVER () - 1 AS row FROM {_relation}) WHERE value IS NOT NULL AND TRY_CAST(value AS DOUBLE) IS NULL LIMIT 1");
            if (bad is not null) example = $"; {bad}";
        }

        return new ColumnException(
            $"{Path}, column '{column.Name}'", $"its type is {type}{example}", SqlType.Allowed, "Select the numeric columns only, or turn this one into a number with an expression");
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DuckDBException failure) when (SqlFailure.IsOfExpression(failure))
        {
            throw new ExpressionException(Path, $"the condition or an expression fails: {SqlFailure.Summary(failure)}", "expressions that fit the columns and their values", innerException: failure);
        }
        catch (DuckDBException failure)
        {
            throw new DataFormatException(Path, SqlFailure.Summary(failure), "", "Check that the file is complete and of the format its name says", failure);
        }
    }
}
