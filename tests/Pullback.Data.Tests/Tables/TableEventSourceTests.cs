using Pullback.Data.Processes;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class TableEventSourceTests : IDisposable
{
    private const int Events = 100_000;
    private readonly EventTable _table = EventTable.FromColumns(
        "generated",
        ("x[0]", Enumerable.Range(0, Events).Select(i => (double)i).ToArray()),
        ("x[1]", Enumerable.Range(0, Events).Select(i => i + 0.5).ToArray()),
        ("m", Enumerable.Range(0, Events).Select(i => -(double)i).ToArray()),
        ("w", Enumerable.Repeat(0.5, Events).ToArray()));

    public void Dispose() => _table.Dispose();

    [Fact]
    public void Columns_and_numbered_columns_are_inputs_by_name()
    {
        var source = new TableEventSource(_table);
        Assert.Equal(Events, source.Count);
        Assert.Equal(2, source.Width("x"));
        Assert.Equal(1, source.Width("x[1]"));

        var rows = new double[6];
        source.Read("x", 70_000, rows);
        Assert.Equal([70_000, 70_000.5, 70_001, 70_001.5, 70_002, 70_002.5], rows);
        source.Read("m", 3, rows);
        Assert.Equal([-3, -4, -5, -6, -7, -8], rows);
    }

    [Fact]
    public void Inputs_of_chosen_columns_and_weights_are_added()
    {
        var sample = EventSample.Create("sample", _table, "w", yield: Events * 2.0);
        var source = new TableEventSource(_table).WithInput("features", "m", "x[1]").WithInput("w", sample.ReadWeights);

        var rows = new double[4];
        source.Read("features", 1, rows);
        Assert.Equal([-1, 1.5, -2, 2.5], rows);
        source.Read("w", 10, rows);
        Assert.Equal([2.0, 2.0, 2.0, 2.0], rows);
    }

    [Fact]
    public void Wrong_names_widths_and_ranges_are_errors()
    {
        var source = new TableEventSource(_table);
        Assert.Contains("nearest is 'm'", Assert.Throws<ColumnException>(() => source.Read("mm", 0, new double[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ColumnException>(() => source.Read("x", 0, new double[3]));
        Assert.Throws<ColumnException>(() => source.WithInput("features", "none"));
        Assert.Throws<ColumnException>(() => source.WithInput("features"));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read("x", Events - 1, new double[4]));
    }

    [Fact]
    public void Many_threads_read_the_same_values()
    {
        var source = new TableEventSource(_table);
        Parallel.For(0, 32, k =>
        {
            var rows = new double[2 * 256];
            for (long first = k * 17; first + 256 <= Events; first += 4099)
            {
                source.Read("x", first, rows);
                for (var i = 0; i < 256; i++) Assert.Equal((first + i, first + i + 0.5), (rows[2 * i], rows[(2 * i) + 1]));
            }
        });
    }
}
