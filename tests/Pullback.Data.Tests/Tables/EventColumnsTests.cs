using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Tables;

public sealed class EventColumnsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_are_told_from_texts_in_the_order_of_the_file()
    {
        EventColumns csv = EventColumns.Read(new EventQuery { Files = [_folder.Text("a.csv", "z,channel,n,\"odd \"\"name\"\"\"\n1.5,ee,3,2\n2.5,mm,4,1\n")] });
        Assert.Equal(["z", "n", "odd \"name\""], csv.Numbers);
        Assert.Equal(["channel"], csv.Others);

        EventColumns parquet = EventColumns.Read(new EventQuery { Files = [_folder.Parquet("a.parquet", "SELECT 'x' AS t, 1::TINYINT AS i, 2.0::FLOAT AS f, [1, 2] AS list, DATE '2026-01-01' AS d, true AS b")] });
        Assert.Equal(["i", "f", "b"], parquet.Numbers);
        Assert.Equal(["t", "list", "d"], parquet.Others);

        string path = _folder["a.npz"];
        NpzWriter.Write(path, archive =>
        {
            archive.Add<float>("score", [0.5f, 0.25f], 2);
            archive.Add<long>("kind", [1, 2], 2);
        });
        EventColumns npz = EventColumns.Read(new EventQuery { Files = [path] });
        Assert.Equal(["score", "kind"], npz.Numbers);
        Assert.Empty(npz.Others);
    }

    [Fact]
    public void Columns_and_condition_of_the_query_do_not_matter_and_the_first_file_counts()
    {
        _folder.Text("1.csv", "x,y\n1,2\n");
        _folder.Text("2.csv", "x,y\na,b\n");
        EventColumns found = EventColumns.Read(new EventQuery { Files = ["*.csv"], Folder = _folder.Root, Columns = ["nothing"], Where = "nothing > 0" });
        Assert.Equal(["x", "y"], found.Numbers);
        Assert.Empty(found.Others);
    }

    [Fact]
    public void Arrays_of_different_lengths_are_refused_by_name()
    {
        string path = _folder["lengths.npz"];
        NpzWriter.Write(path, archive =>
        {
            archive.Add<double>("score", [1, 2, 3], 3);
            archive.Add<double>("weight", [1, 2], 2);
        });
        var failure = Assert.ThrowsAny<EventDataException>(() => EventTable.Read(new EventQuery { Files = [path] }));
        foreach (string part in (string[])[path, "'weight'", "2", "3"]) Assert.Contains(part, failure.Message, StringComparison.Ordinal);

        // What one column holds can still be told.
        Assert.Equal(["1", "2"], EventLabels.Read(new EventQuery { Files = [path] }, "weight").Select(label => label.Text));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var failure = Assert.ThrowsAny<EventDataException>(() => EventColumns.Read(new EventQuery { Files = ["absent.parquet"], Folder = _folder.Root }));
        Assert.Contains("absent.parquet", failure.Message, StringComparison.Ordinal);
    }
}
