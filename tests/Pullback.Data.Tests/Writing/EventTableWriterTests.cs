using System.Globalization;
using Pullback.Data.Tables;
using Pullback.Data.Writing;

namespace Pullback.Data.Tests.Writing;

public sealed class EventTableWriterTests : IDisposable
{
    private const int Rows = 1_000_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("npz")]
    [InlineData("parquet")]
    public void A_million_rows_of_every_type_come_back_to_the_bit_with_added_columns(string format)
    {
        var source = _folder.Parquet("source.parquet", $"SELECT sin(range) / (1 + range) AS x, range AS n, (range % 3 = 0) AS b, sqrt(range)::FLOAT AS f FROM range({Rows})");
        using var table = EventTable.Read(new EventQuery { Files = [source] });
        var score = table.ReadColumn("x").Select(x => x * 3).ToArray();
        var category = Enumerable.Range(0, Rows).Select(i => (double)(i % 5)).ToArray();
        var path = _folder["copy." + format];

        EventTableWriter.Write(path, table, [AddedColumn.Of("score", score), AddedColumn.Of("category, final", category, ColumnType.Int64)]);

        using var copy = EventTable.Read(new EventQuery { Files = [path] });
        Assert.Equal(["x", "n", "b", "f", "score", "category, final"], copy.ColumnNames);
        var floating = format == "csv" ? ColumnType.Float64 : ColumnType.Float32;
        Assert.Equal([ColumnType.Float64, ColumnType.Int64, ColumnType.Boolean, floating, ColumnType.Float64, ColumnType.Int64], copy.Columns.Select(column => column.Type));
        foreach (var name in (string[])["x", "n", "b"]) Assert.Equal(table.ReadColumn(name), copy.ReadColumn(name));
        Assert.Equal(table.ReadColumn("f").Select(value => (float)value), copy.ReadColumn("f").Select(value => (float)value));
        Assert.Equal(score, copy.ReadColumn("score"));
        Assert.Equal(category, copy.ReadColumn("category, final"));
    }

    [Fact]
    public void Npy_has_one_matrix_of_events_times_columns()
    {
        using var table = EventTable.FromColumns("two columns", ("x", new double[] { 1, 2 }), ("y", new double[] { 3, 4 }));
        EventTableWriter.Write(_folder["m.npy"], table);
        using var copy = EventTable.Read(new EventQuery { Files = [_folder["m.npy"]], ArrayColumnNames = ["x", "y"] });

        Assert.Equal([1.0, 2.0], copy.ReadColumn("x"));
        Assert.Equal([3.0, 4.0], copy.ReadColumn("y"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("npz")]
    [InlineData("npy")]
    [InlineData("parquet")]
    public void An_added_value_that_is_not_finite_is_an_error_and_leaves_no_file(string format)
    {
        using var table = EventTable.FromColumns("one column", ("x", new double[] { 1, 2 }));
        var failure = Assert.Throws<EventValueException>(() => EventTableWriter.Write(_folder["bad." + format], table, [AddedColumn.Of("score", new[] { 0, double.NaN })]));

        Assert.Equal(("score", 1L), (failure.Column, failure.Row));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void An_added_column_cannot_take_the_name_of_another()
    {
        using var table = EventTable.FromColumns("one column", ("x", new double[] { 1, 2 }));
        Assert.Throws<ColumnException>(() => EventTableWriter.Write(_folder["bad.csv"], table, [AddedColumn.Of("x", new double[] { 0, 1 })]));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_a_clear_error_in_every_format()
    {
        using var table = EventTable.FromColumns("one column", ("x", new double[] { 1, 2 }));
        foreach (var format in (string[])["csv", "npz", "npy", "parquet"])
            Assert.Throws<DataFileException>(() => EventTableWriter.Write(_folder["none/x." + format], table));
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = comma;
            using var table = EventTable.FromColumns("one column", ("x", new[] { 0.5, -1234567.25 }));
            EventTableWriter.Write(_folder["c.csv"], table);
            Assert.Equal("x\n0.5\n-1234567.25\n", File.ReadAllText(_folder["c.csv"]));
            using var copy = EventTable.Read(new EventQuery { Files = [_folder["c.csv"]], Where = "x < 0.75" });
            Assert.Equal([0.5, -1234567.25], copy.ReadColumn("x"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_cancelled_writing_leaves_the_old_file()
    {
        using var table = EventTable.FromColumns("one column", ("x", new double[] { 1, 2 }));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        foreach (var format in (string[])["csv", "npz", "npy", "parquet"])
        {
            File.WriteAllText(_folder["x." + format], "old");
            Assert.ThrowsAny<OperationCanceledException>(() => EventTableWriter.Write(_folder["x." + format], table, cancellationToken: cancellation.Token));
            Assert.Equal("old", File.ReadAllText(_folder["x." + format]));
        }
    }
}
