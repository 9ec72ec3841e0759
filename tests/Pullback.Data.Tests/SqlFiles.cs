using DuckDB.NET.Data;

namespace Pullback.Data.Tests;

/// <summary>Makes Parquet files with any column types through SQL, independently of the code under test.</summary>
internal static class SqlFiles
{
    public static string Parquet(this TemporaryFolder folder, string name, string select)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are literals of the tests.
        command.CommandText = $"COPY ({select}) TO '{folder[name]}' (FORMAT parquet, ROW_GROUP_SIZE 10000)";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return folder[name];
    }
}
