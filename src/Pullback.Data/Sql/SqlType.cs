using Pullback.Data.Tables;

namespace Pullback.Data.Sql;

/// <summary>Which types of SQL are numbers for an event table.</summary>
internal static class SqlType
{
    /// <summary>What error messages say is allowed.</summary>
    public const string Allowed = "integers, floating-point numbers, decimals and booleans";

    /// <summary>The column type, or null if values of the type are not numbers.</summary>
    /// <param name="sqlType">Name of the type as DuckDB prints it.</param>
    public static ColumnType? ToColumnType(string sqlType) => sqlType switch
    {
        "BOOLEAN" => ColumnType.Boolean,
        "FLOAT" => ColumnType.Float32,
        "DOUBLE" => ColumnType.Float64,
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" => ColumnType.Int64,
        "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => ColumnType.Int64,
        _ when sqlType.StartsWith("DECIMAL", StringComparison.Ordinal) => ColumnType.Float64,
        _ => null,
    };

    /// <summary>The type of SQL that holds a column's values.</summary>
    /// <param name="type">The column type.</param>
    public static string FromColumnType(ColumnType type) => type switch
    {
        ColumnType.Boolean => "BOOLEAN",
        ColumnType.Float32 => "FLOAT",
        ColumnType.Int64 => "BIGINT",
        _ => "DOUBLE",
    };
}
