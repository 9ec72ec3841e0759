using System.Text.Json;

namespace Pullback.Data.Sql;

/// <summary>A user's SQL expression, known to be one expression that computes from the columns of one row.</summary>
/// <remarks>
/// The text is parsed by DuckDB itself, and its tree is walked: subqueries, aggregates, window functions, table functions, stars and
/// functions whose value may change from run to run are refused, and so is text that would close the expression and go on with another.
/// </remarks>
internal sealed class RowExpression
{
    private const string Allowed = "one SQL expression of the columns of one row, such as pt > 20 AND abs(eta) < 2.5";

    private RowExpression(string sql, IReadOnlySet<string> columns)
    {
        Sql = sql;
        Columns = columns;
    }

    /// <summary>The text to put into a statement, in parentheses of its own.</summary>
    public string Sql { get; }

    /// <summary>The existing columns that it uses.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>Checks an expression.</summary>
    /// <param name="session">The database that parses it.</param>
    /// <param name="where">File and role of the expression, for messages.</param>
    /// <param name="text">The expression.</param>
    /// <param name="columns">The columns that exist.</param>
    /// <exception cref="ExpressionException">It is not one expression of one row.</exception>
    /// <exception cref="ColumnException">It uses a column that does not exist.</exception>
    public static RowExpression Parse(DuckDbSession session, string where, string text, IReadOnlyCollection<string> columns)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal))
            throw new ExpressionException(where, "the expression is empty or has a zero character", Allowed);
        var quoted = SqlText.QuoteNumberedColumns(text, columns.ToHashSet(StringComparer.Ordinal));
        var sql = $"({quoted}\n)";
        using var tree = Parse(session, where, text, sql);
        var expression = SingleExpression(where, text, tree.RootElement);
        var walker = new Walker(session, where, text, columns);
        walker.Visit(expression);
        return new RowExpression(sql, walker.Used);
    }

    private static JsonDocument Parse(DuckDbSession session, string where, string text, string sql)
    {
        string json;
        try
        {
            json = session.Text($"SELECT json_serialize_sql({SqlText.Text($"SELECT {sql}")})") ?? "{}";
        }
        catch (DuckDB.NET.Data.DuckDBException failure)
        {
            throw new ExpressionException(where, $"'{text}' cannot be read: {SqlFailure.Summary(failure)}", Allowed, innerException: failure);
        }

        var tree = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8192 });
        if (!tree.RootElement.TryGetProperty("error", out var error) || !error.GetBoolean()) return tree;
        var message = tree.RootElement.TryGetProperty("error_message", out var detail) ? detail.GetString() : "it is not SQL";
        tree.Dispose();
        throw new ExpressionException(where, $"'{text}' cannot be read: {message}", Allowed);
    }

    private static JsonElement SingleExpression(string where, string text, JsonElement root)
    {
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() == 1)
        {
            var node = statements[0].GetProperty("node");
            if (node.GetProperty("type").GetString() == "SELECT_NODE"
                && node.GetProperty("select_list").GetArrayLength() == 1
                && node.GetProperty("from_table").GetProperty("type").GetString() == "EMPTY"
                && node.GetProperty("modifiers").GetArrayLength() == 0
                && IsEmpty(node, "where_clause") && IsEmpty(node, "group_expressions") && IsEmpty(node, "having") && IsEmpty(node, "qualify") && IsEmpty(node, "sample"))
            {
                return node.GetProperty("select_list")[0];
            }
        }

        throw new ExpressionException(where, $"'{text}' is more than one expression", Allowed);
    }

    private static bool IsEmpty(JsonElement node, string property) =>
        !node.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private sealed class Walker(DuckDbSession session, string where, string text, IReadOnlyCollection<string> columns)
    {
        private readonly HashSet<string> _lambdaParameters = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

        public void Visit(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray()) Visit(item);
                return;
            }

            if (element.ValueKind != JsonValueKind.Object) return;
            if (element.TryGetProperty("class", out var kind) && kind.ValueKind == JsonValueKind.String) Check(kind.GetString(), element);
            foreach (var property in element.EnumerateObject()) Visit(property.Value);
        }

        private void Check(string? kind, JsonElement element)
        {
            switch (kind)
            {
                case "COLUMN_REF":
                    UseColumn(element.GetProperty("column_names").EnumerateArray().Select(part => part.GetString() ?? "").ToArray());
                    break;
                case "FUNCTION":
                    var function = element.GetProperty("function_name").GetString() ?? "";
                    if (session.FunctionProblem(function) is { } problem) throw Refused($"the function '{function}', which {problem}");
                    break;
                case "LAMBDA":
                    foreach (var part in ColumnRefs(element.GetProperty("lhs"))) _lambdaParameters.Add(part);
                    break;
                case "CONSTANT" or "COMPARISON" or "CONJUNCTION" or "OPERATOR" or "CAST" or "CASE" or "BETWEEN" or "COLLATE" or "TYPE":
                    break;
                case "SUBQUERY":
                    throw Refused("a subquery");
                case "WINDOW":
                    throw Refused("a window function, which combines several rows");
                case "STAR":
                    throw Refused("a star");
                default:
                    throw Refused($"a part of kind {kind}");
            }
        }

        private void UseColumn(string[] parts)
        {
            if (parts.Length == 0 || _lambdaParameters.Contains(parts[0])) return;
            var used = columns.FirstOrDefault(column => column == parts[0]) ?? columns.FirstOrDefault(column => column.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
            if (used is null) throw ColumnException.Unknown($"{where}, '{text}'", parts[0], columns);
            Used.Add(used);
        }

        private static IEnumerable<string> ColumnRefs(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(ColumnRefs);
            if (element.ValueKind != JsonValueKind.Object) return [];
            if (element.TryGetProperty("column_names", out var names)) return names.EnumerateArray().Select(part => part.GetString() ?? "");
            return element.EnumerateObject().SelectMany(property => ColumnRefs(property.Value));
        }

        private ExpressionException Refused(string what) => new(where, $"'{text}' has {what}", Allowed);
    }
}
