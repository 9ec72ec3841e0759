using System.IO.Compression;
using Pullback.Data.Npz;

namespace Pullback.Data.Tests.Npz;

public sealed class NpzWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read_back(bool compress)
    {
        var values = Enumerable.Range(0, 1_000_000).Select(i => Math.Cos(i)).ToArray();
        NpzWriter.Write(
            _folder["a.npz"],
            archive =>
            {
                archive.Add<double>("x", values, 1_000_000);
                archive.Add<int>("matrix µ", [1, 2, 3, 4, 5, 6], 2, 3);
                archive.Add<double>("number", [7.5]);
            },
            compress);

        using var reader = NpzReader.Open(_folder["a.npz"]);
        Assert.Equal(["x", "matrix µ", "number"], reader.Names);
        using var x = reader.OpenArray("x");
        Assert.Equal(values, x.ToDoubles());
        using var matrix = reader.OpenArray("matrix µ");
        Assert.Equal([2L, 3L], matrix.Shape);
        using var number = reader.OpenArray("number");
        Assert.Empty(number.Shape);
        Assert.Equal([7.5], number.ToDoubles());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_reader_of_zip_archives_agrees(bool compress)
    {
        NpzWriter.Write(_folder["a.npz"], archive => archive.Add<double>("x", [1, 2, 3], 3), compress);
        using var other = ZipFile.OpenRead(_folder["a.npz"]);
        using var content = other.GetEntry("x.npy")!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);

        Assert.Equal(128 + 24, copy.Length);
        Assert.Equal(2.0, BitConverter.ToDouble(copy.ToArray(), 128 + 8));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copied_array_keeps_its_bytes(bool compress)
    {
        NpzWriter.Write(_folder["a.npz"], archive => archive.Add<float>("x", [0.1f, 0.2f, float.NaN], 3, 1), compress);
        using (var reader = NpzReader.Open(_folder["a.npz"]))
        {
            NpzWriter.Write(
                _folder["b.npz"],
                archive => archive.Copy(reader, "x"),
                compress);
        }

        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
    }

    [Fact]
    public void The_same_content_is_the_same_bytes()
    {
        foreach (var name in (string[])["a.npz", "b.npz"]) NpzWriter.Write(_folder[name], archive => archive.Add<double>("x", [1, 2, 3], 3), compress: true);
        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
    }

    [Fact]
    public void A_failure_in_the_middle_leaves_no_file()
    {
        Assert.Throws<ArgumentException>(() => NpzWriter.Write(_folder["a.npz"], archive =>
        {
            archive.Add<double>("x", [1], 1);
            archive.Add<double>("x", [1], 1);
        }));
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }
}
