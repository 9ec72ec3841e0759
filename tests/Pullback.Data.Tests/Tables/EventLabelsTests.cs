using System.Globalization;
using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class EventLabelsTests : IDisposable
{
    private static readonly long[] Kinds = [2, 0, 2, 1, 0, 2];
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats => ["csv", "parquet", "npz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Labels_come_in_order_of_appearance_and_their_conditions_share_the_events_out(string format)
    {
        string path = Make(format, [.. Kinds.Select(kind => (double)kind)]);
        IReadOnlyList<EventLabel> labels = EventLabels.Read(new EventQuery { Files = [path] }, "kind");
        Assert.Equal(["2", "0", "1"], labels.Select(label => label.Text));
        Assert.All(labels, label => Assert.False(label.IsText));
        int[] counts = [.. labels.Select(label => Read(path, label).Length)];
        Assert.Equal([3, 2, 1], counts);
        Assert.Equal([0.0, 2.0, 5.0], Read(path, labels[0]));
    }

    [Fact]
    public void Texts_may_hold_quotes_and_so_may_the_name_of_their_column()
    {
        string path = _folder.Parquet("text.parquet", "SELECT range AS x, CASE WHEN range % 2 = 0 THEN 'W''s \"best\"' ELSE 'Z' END AS \"the \"\"kind\"\"\" FROM range(5)");
        IReadOnlyList<EventLabel> labels = EventLabels.Read(new EventQuery { Files = [path] }, "the \"kind\"");
        Assert.Equal([new EventLabel("W's \"best\"", IsText: true), new EventLabel("Z", IsText: true)], labels);
        using var table = EventTable.Read(new EventQuery { Files = [path], Columns = ["x"], Where = labels[0].Condition("the \"kind\"") });
        Assert.Equal([0.0, 2.0, 4.0], table.ReadColumn("x"));
    }

    [Fact]
    public void Files_are_joined_whatever_the_type_of_their_numbers()
    {
        string[] paths =
        [
            _folder.Text("integers.csv", "x,kind\n0,1\n1,3\n"),
            _folder.Parquet("doubles.parquet", "SELECT * FROM (VALUES (2.0::DOUBLE, 3.0::DOUBLE), (3, 0.5), (4, 1)) AS t(x, kind)"),
            Make("npz", [1, 7, 0.5]),
        ];
        IReadOnlyList<EventLabel> labels = EventLabels.Read(new EventQuery { Files = paths }, "kind");
        Assert.Equal(["1", "3", "0.5", "7"], labels.Select(label => label.Text));
        int[] counts = [.. labels.Select(label =>
        {
            using var table = EventTable.Read(new EventQuery { Files = paths, Columns = ["x"], Where = label.Condition("kind") });
            return table.ReadColumn("x").Length;
        })];
        Assert.Equal([3, 2, 2, 1], counts);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_missing_column_is_named_with_the_nearest(string format)
    {
        string path = Make(format, [1, 2]);
        var failure = Assert.Throws<ColumnException>(() => EventLabels.Read(new EventQuery { Files = [path] }, "kinds"));
        Assert.Contains("there is no column 'kinds'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nearest is 'kind'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", double.NaN)]
    [InlineData("parquet", double.NaN)]
    [InlineData("npz", double.NaN)]
    [InlineData("csv", double.NegativeInfinity)]
    [InlineData("parquet", double.PositiveInfinity)]
    [InlineData("npz", double.PositiveInfinity)]
    public void A_label_that_is_not_finite_is_named_with_its_row(string format, double bad)
    {
        string path = Make(format, [1, 2, 1, bad, 2]);
        var failure = Assert.Throws<EventValueException>(() => EventLabels.Read(new EventQuery { Files = [path] }, "kind"));
        Assert.Equal((path, "kind", 3L), (failure.File, failure.Column, failure.Row));
    }

    [Fact]
    public void A_missing_label_is_named_with_its_row()
    {
        string csv = _folder.Text("missing.csv", "x,kind\n0,a\n1,a\n2,\n3,b\n"), parquet = _folder.Parquet("missing.parquet", "SELECT * FROM (VALUES (0, 5), (1, 5), (2, NULL)) AS t(x, kind)");
        foreach (string path in (string[])[csv, parquet])
        {
            var failure = Assert.Throws<EventValueException>(() => EventLabels.Read(new EventQuery { Files = [path] }, "kind"));
            Assert.Equal(("kind", 2L), (failure.Column, failure.Row));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_column_of_too_many_values_is_taken_for_a_mistake(string format)
    {
        string most = Make(format, [.. Enumerable.Range(0, EventLabels.Limit).Select(i => i * 0.5)]);
        Assert.Equal(EventLabels.Limit, EventLabels.Read(new EventQuery { Files = [most] }, "kind").Count);
        string more = Make(format, [.. Enumerable.Range(0, EventLabels.Limit + 1).Select(i => i * 0.5)]);
        var failure = Assert.Throws<ColumnException>(() => EventLabels.Read(new EventQuery { Files = [more] }, "kind"));
        Assert.Contains("more than 1000 different values", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'kind'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_label_that_no_event_has_selects_nothing_and_says_so(string format)
    {
        string path = Make(format, [1, 2]);
        var label = new EventLabel("3", IsText: false);
        var query = new EventQuery { Files = [path], Columns = ["x"], Where = label.Condition("kind") };
        var failure = Assert.ThrowsAny<EventDataException>(() => EventTable.Read(query));
        Assert.Contains("\"kind\" = 3", failure.Message, StringComparison.Ordinal);
        using var table = EventTable.Read(query with { AllowEmpty = true });
        Assert.Empty(table.ReadColumn("x"));
    }

    [Fact]
    public void Cancelling_stops_the_reading()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        foreach (string format in (string[])["csv", "npz"])
            Assert.ThrowsAny<OperationCanceledException>(() => EventLabels.Read(new EventQuery { Files = [Make(format, [1, 2])] }, "kind", cancellationToken: source.Token));
    }

    private static double[] Read(string path, EventLabel label)
    {
        using var table = EventTable.Read(new EventQuery { Files = [path], Columns = ["x"], Where = label.Condition("kind") });
        return table.ReadColumn("x");
    }

    // x counts the rows.
    private string Make(string format, double[] kinds)
    {
        string path = _folder[string.Create(CultureInfo.InvariantCulture, $"events{kinds.Length}.{format}")];
        static string Text(double kind) => double.IsNaN(kind) ? "nan" : double.IsInfinity(kind) ? (kind > 0 ? "inf" : "-inf") : kind.ToString("R", CultureInfo.InvariantCulture);
        if (format == "csv")
            return _folder.Text(Path.GetFileName(path), "x,kind\n" + string.Concat(kinds.Select((kind, row) => string.Create(CultureInfo.InvariantCulture, $"{row},{Text(kind)}\n"))));
        if (format == "parquet")
            return _folder.Parquet(Path.GetFileName(path), $"SELECT * FROM (VALUES {string.Join(", ", kinds.Select((kind, row) => $"({row}, '{Text(kind)}'::DOUBLE)"))}) AS t(x, kind)");
        NpzWriter.Write(path, archive =>
        {
            archive.Add<double>("x", [.. kinds.Select((_, row) => (double)row)], kinds.Length);
            archive.Add<double>("kind", kinds, kinds.Length);
        });
        return path;
    }
}
