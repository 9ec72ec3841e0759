using System.IO.Compression;
using System.Text;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Sql;

public sealed class CsvHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a;b\n1;2\n3;4\n")]
    [InlineData("a\tb\n1\t2\n3\t4\n")]
    [InlineData("a|b\n1|2\n3|4\n")]
    [InlineData("a b\n1 2\n3 4\n")]
    [InlineData("a, b\r\n1, 2\r\n3, 4\r\n")]
    [InlineData("\"a\",\"b\"\n1,2\n3,4")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1.0e0,+2\n3,4\n")]
    public void Separators_quotes_and_line_ends_are_found(string text)
    {
        using var table = EventTable.Read(new EventQuery { Files = [_folder.Text("a.csv", text)] });
        Assert.Equal(["a", "b"], table.ColumnNames);
        Assert.Equal([1.0, 3.0], table.ReadColumn("a"));
        Assert.Equal([2.0, 4.0], table.ReadColumn("b"));
    }

    [Fact]
    public void Compressed_text_is_read()
    {
        using (var file = File.Create(_folder["a.csv.gz"]))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        }

        using var table = EventTable.Read(new EventQuery { Files = [_folder["a.csv.gz"]] });
        Assert.Equal([2.0], table.ReadColumn("b"));
    }

    [Fact]
    public void A_file_without_names_needs_them_from_the_query()
    {
        var path = _folder.Text("a.csv", "1,2\n3,4\n");
        Assert.Contains("columns have no names", Assert.Throws<DataFormatException>(() => EventTable.Read(new EventQuery { Files = [path] })).Message, StringComparison.Ordinal);
        Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [path], ArrayColumnNames = ["a"] }));

        using var table = EventTable.Read(new EventQuery { Files = [path], ArrayColumnNames = ["a", "b"] });
        Assert.Equal([1.0, 3.0], table.ReadColumn("a"));
    }

    [Theory]
    [InlineData("a,a\n1,2\n", "the same name")]
    [InlineData("a,A\n1,2\n", "the same name")]
    [InlineData("a,\n1,2\n", "empty name")]
    public void Names_that_are_missing_or_doubled_are_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [_folder.Text("a.csv", text)] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\n1,2\n", "empty")]
    [InlineData("a\0b,c\n1,2\n", "line of text")]
    [InlineData("a,b\n1,2\n3\n", "Line: 3")]
    [InlineData("a,b\n1,2\n3,4,5\n", "Line: 3")]
    [InlineData("a,b\n1 2\n3,4\n", "Line: 2")]
    public void Lines_that_do_not_fit_are_named(string text, string part) =>
        Assert.Contains(part, Assert.Throws<DataFormatException>(() => EventTable.Read(new EventQuery { Files = [_folder.Text("a.csv", text)] })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_word_far_down_is_found_with_its_row()
    {
        var path = _folder.Text("a.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},1\n")) + "abc,1\n");
        var failure = Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [path], Columns = ["x"] }));
        Assert.Contains("row 50000 (rows are counted from 0) holds 'abc'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_far_down_makes_the_column_one_of_floating_point()
    {
        var path = _folder.Text("a.csv", "x\n" + string.Concat(Enumerable.Repeat("1\n", 50_000)) + "0.5\n");
        using var table = EventTable.Read(new EventQuery { Files = [path] });
        Assert.Equal(ColumnType.Float64, table.Columns[0].Type);
        Assert.Equal(0.5, table.ReadColumn("x")[50_000]);
    }
}
