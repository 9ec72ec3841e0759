using Pullback.Data.Npz;
using Pullback.Data.Sql;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Sql;

public sealed class RowExpressionTests : IDisposable
{
    private static readonly string[] Columns = ["x", "y", "x[0]", "list", "Mass", "odd \"name\""];
    private readonly DuckDbSession _session = new([], threads: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("x > 3 AND abs(y) < 2.5", "x,y")]
    [InlineData("x BETWEEN 1 AND 2 OR y IN (1, 2) OR y IS NULL", "x,y")]
    [InlineData("CASE WHEN x > 0 THEN sqrt(x) ELSE -y::DOUBLE END", "x,y")]
    [InlineData("x[0] > 1", "x[0]")]
    [InlineData("\"odd \"\"name\"\"\" = 1", "odd \"name\"")]
    [InlineData("MASS > 91", "Mass")]
    [InlineData("list_sum(list_transform([x, y], v -> v + 1)) > 0", "x,y")]
    [InlineData("x > 1 -- a remark", "x")]
    [InlineData("x > 1 /* ; DROP */", "x")]
    public void An_expression_of_one_row_is_accepted_and_its_columns_are_known(string text, string used) =>
        Assert.Equal(used.Split(',').Order(StringComparer.Ordinal), Parse(text).Columns.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("x > 1; COPY (SELECT 1) TO 'stolen.csv'")]
    [InlineData("1) FROM read_csv('/etc/passwd') WHERE (1 = 1")]
    [InlineData("x > 1) UNION SELECT (1")]
    [InlineData("1), (2")]
    [InlineData("x > (SELECT count(*) FROM read_csv('/etc/passwd'))")]
    [InlineData("EXISTS (SELECT 1)")]
    [InlineData("sum(x) > 1")]
    [InlineData("row_number() OVER () < 10")]
    [InlineData("x > random()")]
    [InlineData("now() IS NOT NULL")]
    [InlineData("x > nextval('s')")]
    [InlineData("unnest([x, y]) > 1")]
    [InlineData("read_text('/etc/passwd') IS NOT NULL")]
    [InlineData("COLUMNS(*) > 1")]
    [InlineData("*")]
    [InlineData("#1 > 2")]
    [InlineData("x > ?")]
    [InlineData("x > $a")]
    [InlineData("x >")]
    [InlineData("")]
    [InlineData("x > 1 /* open")]
    [InlineData("x > 1 ORDER BY x")]
    [InlineData("getvariable('a') > 1 LIMIT 1")]
    [InlineData("x > 1 AS truth, y")]
    [InlineData("pg_sleep(1) IS NULL")]
    public void Anything_else_is_refused(string text) => Assert.Throws<ExpressionException>(() => Parse(text));

    [Fact]
    public void An_unknown_column_names_the_nearest()
    {
        var failure = Assert.Throws<ColumnException>(() => Parse("mas > 91"));
        Assert.Contains("nearest is 'Mass'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbered_columns_are_quoted_outside_of_texts_and_names()
    {
        var columns = new HashSet<string> { "x[0]", "p[1][2]", "r.v[0]" };
        Assert.Equal(
            "\"x[0]\" > 1 AND 'x[0]' = \"x[0]\" AND y[0] > 2 AND \"p[1][2]\" < \"r.v[0]\"",
            SqlText.QuoteNumberedColumns("x[0] > 1 AND 'x[0]' = \"x[0]\" AND y[0] > 2 AND p[1][2] < r.v[0]", columns));
    }

    [Fact]
    public void A_session_reaches_the_named_files_only()
    {
        var allowed = _folder.Text("allowed.csv", "x\n1\n");
        var other = _folder.Text("other.csv", "x\n1\n");
        using var session = new DuckDbSession([allowed], threads: 1);

        Assert.Equal("1", session.Text($"SELECT x FROM read_csv('{allowed}')"));
        Assert.ThrowsAny<Exception>(() => session.Text($"SELECT x FROM read_csv('{other}')"));
        Assert.ThrowsAny<Exception>(() => session.Execute($"COPY (SELECT 1) TO '{_folder["new.csv"]}'"));
        Assert.ThrowsAny<Exception>(() => session.Execute("SET enable_external_access = true"));
    }

    [Fact]
    public void A_condition_that_is_no_condition_is_refused_in_every_format()
    {
        var csv = _folder.Text("a.csv", "x\n1\n2\n");
        NpzWriter.Write(_folder["a.npz"], archive => archive.Add<double>("x", [1, 2], 2));
        foreach (var path in (string[])[csv, _folder["a.npz"]])
        {
            var failure = Assert.Throws<ExpressionException>(() => EventTable.Read(new EventQuery { Files = [path], Where = "x + 1" }));
            Assert.Contains("a condition", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_and_paths_cannot_break_out_of_their_quotes()
    {
        var path = _folder.Text("it's [1] *?.csv", "\"a\"\"; DROP TABLE b; --\",x\n5,1\n6,2\n");
        _folder.Text("it's 1 ab.csv", "x\n7\n");
        using var table = EventTable.Read(new EventQuery { Files = [path], Where = "x > 1" });

        Assert.Equal(["a\"; DROP TABLE b; --", "x"], table.ColumnNames);
        Assert.Equal([6.0], table.ReadColumn("a\"; DROP TABLE b; --"));
    }

    private RowExpression Parse(string text) => RowExpression.Parse(_session, "test", text, Columns);
}
