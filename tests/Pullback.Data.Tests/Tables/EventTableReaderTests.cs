using System.Globalization;
using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class EventTableReaderTests : IDisposable
{
    private static readonly double[] Xs = [1.5, -2.0, 3.25, 40.0];
    private static readonly long[] Ns = [10, 20, 30, 40];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void Every_format_gives_the_same_columns_and_values(string format)
    {
        using var table = EventTable.Read(new EventQuery { Files = [Make(format)] });

        Assert.Equal(["x", "n"], table.ColumnNames);
        Assert.Equal([ColumnType.Float64, ColumnType.Int64], table.Columns.Select(column => column.Type));
        Assert.Equal(Xs, table.ReadColumn("x"));
        Assert.Equal([10.0, 20.0, 30.0, 40.0], table.ReadColumn("n"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void A_condition_keeps_the_order_and_expressions_make_columns(string format)
    {
        using var table = EventTable.Read(new EventQuery
        {
            Files = [Make(format)],
            Columns = [new ColumnSelection("y", "x * 2 + n"), "x"],
            Where = "x > 0 AND n <> 30",
        });

        Assert.Equal(["y", "x"], table.ColumnNames);
        Assert.Equal([13.0, 120.0], table.ReadColumn("y"));
        Assert.Equal([1.5, 40.0], table.ReadColumn("x"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void A_wrong_column_name_lists_the_existing_ones_and_the_nearest(string format)
    {
        foreach (var query in (EventQuery[])[
            new EventQuery { Files = [Make(format)], Columns = ["xx"] },
            new EventQuery { Files = [Make(format)], Columns = ["n"], Where = "xx > 1" },
            new EventQuery { Files = [Make(format)], Columns = [new ColumnSelection("y", "xx + 1")] }])
        {
            var failure = Assert.Throws<ColumnException>(() => EventTable.Read(query));
            Assert.Contains("there is no column 'xx'", failure.Message, StringComparison.Ordinal);
            Assert.Contains("'x', 'n'", failure.Message, StringComparison.Ordinal);
            Assert.Contains("nearest is 'x'", failure.Message, StringComparison.Ordinal);
            Assert.Contains("events." + format, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("csv", null)]
    [InlineData("parquet", null)]
    [InlineData("npz", null)]
    [InlineData("csv", "a <> 1")]
    [InlineData("parquet", "a <> 1")]
    [InlineData("npz", "a <> 1")]
    public void A_value_that_is_not_finite_is_named_with_file_column_and_row_of_the_file(string format, string? where)
    {
        var path = _folder["bad." + format];
        if (format == "csv") _folder.Text("bad.csv", "a,b\n0,1\n1,2\n2,nan\n3,4\n");
        else if (format == "parquet") _folder.Parquet("bad.parquet", "SELECT range AS a, CASE WHEN range = 2 THEN 'nan'::DOUBLE ELSE range END AS b FROM range(4)");
        else NpzWriter.Write(path, archive => { archive.Add<double>("a", [0, 1, 2, 3], 4); archive.Add<double>("b", [1, 2, double.NaN, 4], 4); });

        var failure = Assert.Throws<EventValueException>(() => EventTable.Read(new EventQuery { Files = [path], Columns = ["a", "b"], Where = where }));

        Assert.Equal(path, failure.File);
        Assert.Equal("b", failure.Column);
        Assert.Equal(2, failure.Row);
        Assert.Contains("rows are counted from 0", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void A_condition_may_remove_values_that_are_not_finite(string format)
    {
        var path = _folder["bad." + format];
        if (format == "csv") _folder.Text("bad.csv", "a,b\n0,1\n1,nan\n2,inf\n3,4\n");
        else if (format == "parquet") _folder.Parquet("bad.parquet", "SELECT * FROM (VALUES (0.0::DOUBLE, 1.0::DOUBLE), (1, 'nan'), (2, 'inf'), (3, 4)) AS t(a, b)");
        else NpzWriter.Write(path, archive => { archive.Add<double>("a", [0, 1, 2, 3], 4); archive.Add<double>("b", [1, double.NaN, double.PositiveInfinity, 4], 4); });

        using var table = EventTable.Read(new EventQuery { Files = [path], Where = "isfinite(b)" });

        Assert.Equal([0.0, 3.0], table.ReadColumn("a"));
    }

    [Fact]
    public void Missing_values_are_errors_with_their_row()
    {
        var csv = _folder.Text("missing.csv", "a,b\n0,1\n1,\n");
        var parquet = _folder.Parquet("missing.parquet", "SELECT * FROM (VALUES (0, 1), (1, NULL)) AS t(a, b)");
        foreach (var path in (string[])[csv, parquet])
        {
            var failure = Assert.Throws<EventValueException>(() => EventTable.Read(new EventQuery { Files = [path] }));
            Assert.Equal(("b", 1L), (failure.Column, failure.Row));
        }
    }

    [Fact]
    public void Text_columns_are_refused_with_an_example_and_may_still_be_used_in_a_condition()
    {
        var path = _folder.Text("text.csv", "channel,x\nee,1\nmm,2\nee,3\n");

        var failure = Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [path] }));
        Assert.Contains("VARCHAR", failure.Message, StringComparison.Ordinal);
        Assert.Contains("row 0 (rows are counted from 0) holds 'ee'", failure.Message, StringComparison.Ordinal);

        using var table = EventTable.Read(new EventQuery { Files = [path], Columns = ["x"], Where = "channel = 'ee'" });
        Assert.Equal([1.0, 3.0], table.ReadColumn("x"));
    }

    [Fact]
    public void Several_files_and_patterns_follow_each_other_in_order()
    {
        _folder.Text("b/2.csv", "x\n3\n4\n");
        _folder.Text("b/1.csv", "x\n1\n2\n");
        NpzWriter.Write(_folder["c.npz"], archive => archive.Add<float>("x", [5f], 1));

        using var table = EventTable.Read(new EventQuery { Files = ["b/*.csv", "c.npz"], Folder = _folder.Root });

        Assert.Equal([1.0, 2.0, 3.0, 4.0, 5.0], table.ReadColumn("x"));
        Assert.Equal(ColumnType.Float64, table.Columns[0].Type);
    }

    [Fact]
    public void Integers_that_a_double_cannot_hold_are_errors_in_every_format()
    {
        const long Huge = 9007199254740993;
        var csv = _folder.Text("huge.csv", string.Create(CultureInfo.InvariantCulture, $"id\n1\n{Huge}\n"));
        var parquet = _folder.Parquet("huge.parquet", "SELECT * FROM (VALUES (1::BIGINT), (9007199254740993)) AS t(id)");
        NpzWriter.Write(_folder["huge.npz"], archive => archive.Add<long>("id", [1, Huge], 2));
        NpyWriter.Write<ulong>(_folder["huge.npy"], new ulong[] { 1, ulong.MaxValue }, 2);
        foreach (var path in (string[])[csv, parquet, _folder["huge.npz"], _folder["huge.npy"]])
        {
            var failure = Assert.Throws<EventValueException>(() => EventTable.Read(new EventQuery { Files = [path] }));
            Assert.Equal(1, failure.Row);
            Assert.Contains("2^53", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_table_without_events_is_an_error_unless_it_is_allowed()
    {
        var path = Make("csv");

        var failure = Assert.Throws<EventDataException>(() => EventTable.Read(new EventQuery { Files = [path], Where = "x > 1000" }));
        Assert.Contains("no event satisfies", failure.Message, StringComparison.Ordinal);

        using var empty = EventTable.Read(new EventQuery { Files = [path], Where = "x > 1000", AllowEmpty = true });
        Assert.Equal(0, empty.Count);
        Assert.Throws<EventDataException>(() => EventTable.Read(new EventQuery { Files = [_folder.Text("empty.csv", "x,y\n")] }));
    }

    [Fact]
    public void A_table_larger_than_the_memory_allowed_goes_to_disk_and_reads_the_same()
    {
        var path = _folder.Parquet("large.parquet", "SELECT range AS i, sin(range) AS s, (range % 2 = 0) AS b FROM range(300000)");
        using var inMemory = (BlockTable)EventTable.Read(new EventQuery { Files = [path] });
        using var onDisk = (BlockTable)EventTable.Read(new EventQuery { Files = [path] }, new EventReadOptions { MemoryBytes = 1 << 20, ScratchFolder = _folder.Root });

        Assert.False(inMemory.OnDisk);
        Assert.True(onDisk.OnDisk);
        Assert.Equal(inMemory.Count, onDisk.Count);
        foreach (var column in inMemory.ColumnNames) Assert.Equal(inMemory.ReadColumn(column), onDisk.ReadColumn(column));
    }

    [Theory]
    [InlineData("npy")]
    [InlineData("npz")]
    public void Arrays_larger_than_the_memory_allowed_stay_in_their_file(string format)
    {
        var values = Enumerable.Range(0, 100_000).Select(i => Math.Sqrt(i)).ToArray();
        var path = _folder["large." + format];
        if (format == "npy") NpyWriter.Write<double>(path, values, values.Length);
        else NpzWriter.Write(path, archive => archive.Add<double>("x", values, values.Length));

        using var table = EventTable.Read(new EventQuery { Files = [path] }, new EventReadOptions { MemoryBytes = 1000 });

        Assert.IsType<ArrayTable>(table);
        Assert.Equal(values, table.ReadColumn("x"));
    }

    [Fact]
    public void The_order_of_rows_does_not_depend_on_the_threads()
    {
        var path = _folder.Parquet("order.parquet", "SELECT range AS i FROM range(500000)");
        var text = _folder.Text("order.csv", "i\n" + string.Join('\n', Enumerable.Range(0, 500_000)) + "\n");
        foreach (var file in (string[])[path, text])
        {
            foreach (var threads in (int[])[1, 4])
            {
                using var table = EventTable.Read(new EventQuery { Files = [file], Where = "i % 3 <> 1" }, new EventReadOptions { Threads = threads });
                var values = table.ReadColumn("i");
                Assert.Equal(333_333, values.Length);
                for (var k = 0; k < values.Length; k++) Assert.Equal((k / 2 * 3) + (k % 2 * 2), values[k]);
            }
        }
    }

    [Fact]
    public void Tables_are_read_from_several_threads_at_once()
    {
        var path = _folder.Parquet("many.parquet", "SELECT range AS i FROM range(200000)");
        foreach (var memory in (long[])[1L << 30, 1000])
        {
            using var table = EventTable.Read(new EventQuery { Files = [path] }, new EventReadOptions { MemoryBytes = memory });
            Parallel.For(0, 64, k =>
            {
                var tile = new double[1000];
                for (long first = k; first + tile.Length <= table.Count; first += 7919)
                {
                    table.Read(0, first, tile);
                    for (var i = 0; i < tile.Length; i++) Assert.Equal(first + i, tile[i]);
                }
            });
        }
    }

    [Fact]
    public void Huge_integers_are_refused_even_beside_a_file_of_floating_point()
    {
        var floating = _folder.Parquet("1.parquet", "SELECT 0.5::DOUBLE AS id");
        var huge = _folder.Parquet("2.parquet", "SELECT 9007199254740993::BIGINT AS id");
        var failure = Assert.Throws<EventValueException>(() => EventTable.Read(new EventQuery { Files = [floating, huge] }));
        Assert.Equal((huge, 0L), (failure.File, failure.Row));
    }

    [Fact]
    public void Files_with_other_columns_are_refused_unless_columns_are_named()
    {
        var first = _folder.Text("1.csv", "x,y\n1,2\n");
        var second = _folder.Text("2.csv", "z,x\n3,4\n");
        var failure = Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [first, second] }));
        Assert.Contains("'z', 'x'", failure.Message, StringComparison.Ordinal);

        using var table = EventTable.Read(new EventQuery { Files = [first, second], Columns = ["x"] });
        Assert.Equal([1.0, 4.0], table.ReadColumn("x"));
    }

    [Fact]
    public void Arrays_of_different_lengths_are_refused_where_both_are_selected()
    {
        NpzWriter.Write(_folder["a.npz"], archive => { archive.Add<double>("x", [1, 2], 2); archive.Add<double>("y", [1], 1); archive.Add<double>("luminosity", [36.1]); });
        var failure = Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [_folder["a.npz"]], Columns = ["x", "y"] }));
        Assert.Contains("'y' has 1 rows, but 'x' has 2", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [_folder["a.npz"]], Columns = ["luminosity"] }));

        using var table = EventTable.Read(new EventQuery { Files = [_folder["a.npz"]], Columns = ["x"] });
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void Parquet_files_that_are_cut_or_something_else_are_refused()
    {
        var whole = File.ReadAllBytes(Make("parquet"));
        foreach (var length in (int[])[0, 1, 8, whole.Length / 2, whole.Length - 1])
        {
            File.WriteAllBytes(_folder["cut.parquet"], whole.AsSpan(0, length));
            var failure = Assert.Throws<DataFormatException>(() => EventTable.Read(new EventQuery { Files = [_folder["cut.parquet"]] }));
            Assert.Contains("cut.parquet", failure.Where, StringComparison.Ordinal);
        }

        Assert.Throws<DataFormatException>(() => EventTable.Read(new EventQuery { Files = [_folder.Text("text.parquet", "x,y\n1,2\n")] }));
        Assert.Throws<DataFormatException>(() => EventTable.Read(new EventQuery { Files = [_folder.Text("events.root", "root")] }));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void Expressions_that_do_not_fit_the_columns_or_their_values_are_named_as_such(string format)
    {
        var path = Make(format);
        foreach (var expression in (string[])["nofunction(x)", "sqrt(x)", "x || n", "CAST('word' AS DOUBLE) + x"])
        {
            var failure = Record.Exception(() => EventTable.Read(new EventQuery { Files = [path], Columns = [new ColumnSelection("y", expression)] }));
            Assert.True(failure is ExpressionException or ColumnException, $"{expression}: {failure}");
            Assert.Contains("events." + format, failure.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ExpressionException>(() => EventTable.Read(new EventQuery { Files = [path], Where = "x > 'word'" }));
    }

    [Fact]
    public void Dates_and_lists_are_refused_as_columns()
    {
        var path = _folder.Parquet("types.parquet", "SELECT DATE '2020-01-01' AS d, [1, 2] AS l, {'a': 1} AS s, 1.25::DECIMAL(6, 2) AS x");
        foreach (var column in (string[])["d", "l", "s"]) Assert.Throws<ColumnException>(() => EventTable.Read(new EventQuery { Files = [path], Columns = [column] }));
        using var table = EventTable.Read(new EventQuery { Files = [path], Columns = ["x", new ColumnSelection("second", "l[2]"), new ColumnSelection("a", "s.a")] });
        Assert.Equal((1.25, 2.0, 1.0), (table.ReadColumn("x")[0], table.ReadColumn("second")[0], table.ReadColumn("a")[0]));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void Readings_at_the_same_time_do_not_disturb_each_other(string format)
    {
        var path = Make(format);
        Parallel.For(0, 8, k =>
        {
            using var table = EventTable.Read(new EventQuery { Files = [path], Columns = [new ColumnSelection("y", $"x + {k}")], Where = "n > 10" });
            Assert.Equal([-2.0 + k, 3.25 + k, 40.0 + k], table.ReadColumn("y"));
        });
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("npz")]
    public void A_reading_can_be_cancelled(string format)
    {
        var path = Make(format);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => EventTable.Read(new EventQuery { Files = [path] }, cancellationToken: cancellation.Token));
    }

    private string Make(string format)
    {
        var path = _folder["events." + format];
        if (format == "csv") _folder.Text("events.csv", "x,n\n1.5,10\n-2,20\n3.25,30\n40,40\n");
        else if (format == "parquet") _folder.Parquet("events.parquet", "SELECT * FROM (VALUES (1.5::DOUBLE, 10::INTEGER), (-2, 20), (3.25, 30), (40, 40)) AS t(x, n)");
        else NpzWriter.Write(path, archive => { archive.Add<double>("x", Xs, 4); archive.Add<long>("n", Ns, 4); });
        return path;
    }
}
