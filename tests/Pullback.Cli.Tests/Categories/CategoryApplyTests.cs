using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Pullback.Cli.Tests.Workspaces;
using Pullback.Data.Npy;
using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Cli.Tests.Categories;

/// <summary>Events come back with their category and are otherwise as they were.</summary>
public sealed class CategoryApplyTests : IDisposable
{
    private const string Model = "out/model.pullback";
    private readonly CategoryCommand _command = new();
    private readonly JsonObject _trained;

    public CategoryApplyTests() => _trained = _command.Document("train", "table.yml", "--out", "out");

    public void Dispose() => _command.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("tsv")]
    [InlineData("npz")]
    [InlineData("parquet")]
    public void A_table_keeps_its_columns_and_gains_the_category(string format)
    {
        Assert.Equal(0, _command.Run("apply", Model, "--data", "signal.parquet", "--to", "categorized." + format));
        using EventTable before = Table("signal.parquet"), after = Table("categorized." + format);
        Assert.Equal(before.Columns.Concat([new EventColumn("category", ColumnType.Int64)]), after.Columns);
        foreach (EventColumn column in before.Columns) Assert.Equal(before.ReadColumn(column.Name), after.ReadColumn(column.Name));
        Assert.Equal(Expected(before.ReadColumn("score")), after.ReadColumn("category"));
    }

    [Fact]
    public void An_archive_keeps_the_type_shape_order_and_bits_of_its_arrays()
    {
        // Types that a double would change, an order of axes that a plain copy would change, a byte order of another machine.
        byte[] fortran = Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), }", [0x3F000000u, 0x3F400000u, 0x3E000000u, 0, 0, 0], BitConverter.IsLittleEndian);
        byte[] big = Npy("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", [0x3E800000u, 0x3F000001u], false);
        using (FileStream stream = File.Create(_command.PathOf("mixed.npz")))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] bytes) in (ReadOnlySpan<(string, byte[])>)[("signal", fortran), ("qcd", big)])
            {
                using Stream entry = zip.CreateEntry(name + ".npy").Open();
                entry.Write(bytes);
            }
        }

        Assert.Equal(0, _command.Run("apply", Model, "--data", "mixed.npz", "--to", "back.npz"));
        using NpzReader archive = NpzReader.Open(_command.PathOf("back.npz"));
        Assert.Equal(["signal", "qcd", "signal_category", "qcd_category"], archive.Names);
        using var written = ZipFile.OpenRead(_command.PathOf("back.npz"));
        Assert.Equal(fortran, Bytes(written, "signal.npy"));
        Assert.Equal(big, Bytes(written, "qcd.npy"));
        using NpyArray categories = archive.OpenArray("signal_category");
        Assert.Equal(Expected([0.5, 0.75, 0.125]), categories.ToDoubles());
    }

    [Fact]
    public void An_archive_stays_in_single_precision()
    {
        Assert.Equal(0, _command.Run("apply", Model, "--data", "events.npz", "--to", "back.npz"));
        using NpzReader before = NpzReader.Open(_command.PathOf("events.npz")), after = NpzReader.Open(_command.PathOf("back.npz"));
        foreach (string name in before.Names)
        {
            using NpyArray own = before.OpenArray(name), back = after.OpenArray(name);
            Assert.Equal(own.Header.DataType.Scalar, back.Header.DataType.Scalar);
            Assert.Equal(own.Shape, back.Shape);
            Assert.Equal(own.ToDoubles(), back.ToDoubles());
        }
    }

    [Fact]
    public void An_archive_of_columns_keeps_texts_and_the_types_and_shapes_of_its_arrays()
    {
        NpzWriter.Write(_command.PathOf("numbers.npz"), archive =>
        {
            archive.Add<float>("score", [0.1f, 0.9f], 2);
            archive.Add<short>("run", [1, 2], 2);
            archive.Add<float>("momentum", [1, 2, 3, 4], 2, 2);
        });
        byte[] text = Npy("{'descr': '<U1', 'fortran_order': False, 'shape': (2,), }", [0x61, 0x62], true);
        using (var zip = ZipFile.Open(_command.PathOf("numbers.npz"), ZipArchiveMode.Update))
        using (Stream entry = zip.CreateEntry("text.npy").Open())
            entry.Write(text);
        Assert.Equal(0, _command.Run("apply", Model, "--data", "numbers.npz", "--to", "back.npz", "--probabilities"));
        using var before = ZipFile.OpenRead(_command.PathOf("numbers.npz"));
        using var after = ZipFile.OpenRead(_command.PathOf("back.npz"));
        Assert.Equal([.. before.Entries.Select(e => e.Name), "category.npy", "category_probability_0.npy", "category_probability_1.npy", "category_probability_2.npy"], after.Entries.Select(e => e.Name));
        foreach (ZipArchiveEntry entry in before.Entries) Assert.Equal(Bytes(before, entry.Name), Bytes(after, entry.Name));
        using NpzReader back = NpzReader.Open(_command.PathOf("back.npz"));
        using NpyArray categories = back.OpenArray("category");
        Assert.Equal(Expected([0.1f, 0.9f]), categories.ToDoubles());
        _command.Refused(["apply", Model, "--data", "back.npz", "--to", "again.npz"], "--column", "'category'");
    }

    [Fact]
    public void Categories_that_were_written_before_are_no_processes()
    {
        JsonObject before = _command.Document("evaluate", Model, "--data", "events.npz");
        Assert.Equal(0, _command.Run("apply", Model, "--data", "events.npz", "--to", "once.npz"));
        Assert.Equal(0, _command.Run("apply", Model, "--data", "once.npz", "--to", "twice.npz", "--column", "bin"));
        JsonObject after = _command.Document("evaluate", Model, "--data", "twice.npz");
        Assert.Equal(before["hard_significance"]!.ToJsonString(), after["hard_significance"]!.ToJsonString());
        Assert.Equal(["qcd", "top"], after["processes"].Keys());
    }

    [Fact]
    public void Columns_of_text_are_left_out_with_a_word()
    {
        JsonObject document = _command.Document("apply", Model, "--data", "events.csv", "--to", "back.csv");
        Assert.Contains("process", _command.ErrorText, StringComparison.Ordinal);
        Assert.Equal(300, document["events"]!.GetValue<int>());
        Assert.Equal(300.0, document["counts"].List().Sum());
        Assert.StartsWith("score,weight,category\n", File.ReadAllText(_command.PathOf("back.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_sum_to_one_and_are_largest_for_the_category()
    {
        Assert.Equal(0, _command.Run("apply", Model, "--data", "events.csv", "--to", "back.parquet", "--probabilities"));
        using EventTable table = Table("back.parquet");
        double[] category = table.ReadColumn("category");
        double[][] shares = [.. Enumerable.Range(0, 3).Select(k => table.ReadColumn($"category_probability_{k}"))];
        for (int i = 0; i < category.Length; i++)
        {
            double[] own = [.. shares.Select(share => share[i])];
            Assert.Equal(1.0, own.Sum(), 12);
            Assert.Equal(own.Max(), own[(int)category[i]]);
        }
    }

    [Fact]
    public void An_existing_file_is_kept_without_force()
    {
        byte[] events = _command.Read("events.csv"), archive = _command.Read("events.npz");
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "events.csv"], "--to events.csv", "--force");
        _command.Refused(["apply", Model, "--data", "events.npz", "--to", "events.npz"], "--to events.npz", "--force");
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "out"], "--to out", "folder");
        Assert.Equal(events, _command.Read("events.csv"));
        Assert.Equal(archive, _command.Read("events.npz"));
        Assert.Equal(0, _command.Run("apply", Model, "--data", "events.npz", "--to", "events.npz", "--force"));
        Assert.NotEqual(archive, _command.Read("events.npz"));
    }

    [Fact]
    public void The_document_goes_to_the_output_folder_too()
    {
        Assert.Equal(0, _command.Run("apply", Model, "--data", "events.npz", "--to", "a.npz", "--out", "applied"));
        Assert.Equal(300, JsonNode.Parse(File.ReadAllText(_command.PathOf("applied/result.json")))!["events"]!.GetValue<int>());
        _command.Refused(["apply", Model, "--data", "events.npz", "--to", "b.npz", "--out", "applied"], "--force");
        Assert.False(File.Exists(_command.PathOf("b.npz")));
    }

    [Fact]
    public void Bad_names_and_files_are_refused()
    {
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "a.csv", "--column", "score"], "--column", "'score'");
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "a.csv", "--column", "process"], "--column", "'process'");
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "a.csv", "--column", ""], "--column", "empty");
        _command.Refused(["apply", Model, "--data", "events.npz", "--to", "a.npz", "--column", "weight"], "--column", "'signal_weight'");
        _command.Refused(["apply", Model, "--data", "events.npz", "--to", "a.csv"], "--to", "npz");
        _command.Refused(["apply", Model, "--data", "events.csv", "--to", "a.root"], ".root");
        _command.Refused(["apply", Model, "--data", "evnets.csv", "--to", "a.csv"], "evnets.csv", "events.csv");
        _command.Refused(["apply", "events.csv", "--data", "events.csv", "--to", "a.csv"], "events.csv", "not a file of Pullback");
        Assert.Empty(Directory.EnumerateFiles(_command.Folder, "a.*"));
    }

    private static byte[] Npy(string header, uint[] singles, bool little)
    {
        int length = ((10 + header.Length + 64) / 64 * 64) - 10;
        byte[] text = Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n");
        IEnumerable<byte> data = singles.SelectMany(bits => little == BitConverter.IsLittleEndian ? BitConverter.GetBytes(bits) : BitConverter.GetBytes(bits).Reverse());
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8), .. text, .. data];
    }

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    // The category of a score from the intervals that the training reported.
    private double[] Expected(double[] scores) =>
        [.. scores.Select(score => (double)_trained["intervals"]!.AsArray().Single(i => score >= (i!["lower"]?.GetValue<double>() ?? double.NegativeInfinity) && score < (i["upper"]?.GetValue<double>() ?? double.PositiveInfinity))!["category"]!.GetValue<int>())];

    private EventTable Table(string name) => EventTable.Read(new EventQuery { Files = [_command.PathOf(name)] }, new EventReadOptions());
}
