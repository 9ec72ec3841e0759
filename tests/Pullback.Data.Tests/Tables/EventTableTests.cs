using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class EventTableTests
{
    [Fact]
    public void Tiles_are_read_across_the_borders_of_blocks()
    {
        var x = Enumerable.Range(0, 200_000).Select(i => (double)i).ToArray();
        using var table = EventTable.FromColumns("numbers", ("x", x), ("y", x.Select(v => -v).ToArray()));
        foreach (var (first, length) in ((int, int)[])[(0, 200_000), (65_530, 12), (65_536, 1), (131_000, 69_000), (200_000, 0)])
        {
            var tile = new double[length];
            table.Read("y", first, tile);
            for (var i = 0; i < length; i++) Assert.Equal(-(first + i), tile[i]);
        }
    }

    [Fact]
    public void Rows_beyond_the_end_are_refused()
    {
        using var table = EventTable.FromColumns("numbers", ("x", new double[] { 1, 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0, 1, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0, -1, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(0, long.MaxValue, new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(1, 0, new double[1]));
    }

    [Fact]
    public void Columns_of_different_lengths_and_doubled_or_empty_names_are_refused()
    {
        Assert.Throws<ColumnException>(() => EventTable.FromColumns("t", ("x", new double[] { 1, 2 }), ("y", new double[] { 1 })));
        Assert.Throws<ColumnException>(() => EventTable.FromColumns("t", ("x", new double[] { 1 }), ("x", new double[] { 1 })));
        Assert.Throws<ColumnException>(() => EventTable.FromColumns("t", (" ", new double[] { 1 })));
        Assert.Throws<ColumnException>(() => EventTable.FromColumns("t"));
    }

    [Fact]
    public void Values_that_are_not_finite_are_refused_with_column_and_row()
    {
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            var failure = Assert.Throws<EventValueException>(() => EventTable.FromColumns("t", ("x", new double[] { 1, 2, 3 }), ("y", new[] { 1, 2, bad })));
            Assert.Equal(("y", 2L), (failure.Column, failure.Row));
        }
    }

    [Fact]
    public void A_wrong_name_lists_the_existing_ones()
    {
        using var table = EventTable.FromColumns("t", ("mass", new double[] { 1 }), ("angle", new double[] { 1 }));
        var failure = Assert.Throws<ColumnException>(() => table.ReadColumn("Mass "));
        Assert.Contains("'mass', 'angle'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nearest is 'mass'", failure.Message, StringComparison.Ordinal);
    }
}
