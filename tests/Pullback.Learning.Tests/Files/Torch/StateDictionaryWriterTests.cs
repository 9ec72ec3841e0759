using Pullback.Learning.Files.Torch;

namespace Pullback.Learning.Tests.Files.Torch;

public sealed class StateDictionaryWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pullback-torch-").FullName;

    [Theory]
    [InlineData("torch", "kinds")]
    [InlineData("torch", "views")]
    [InlineData("torch", "parameters")]
    [InlineData("models", "par_state_dict")]
    [InlineData("models", "dbl_state_dict")]
    [InlineData("models", "sco_state_dict")]
    [InlineData("models", "lik_state_dict")]
    [InlineData("models", "par_drop_state_dict")]
    public void What_is_written_reads_the_same(string folder, string name)
    {
        StateDictionary before = StateDictionaryReader.Read(TorchFiles.Reference(folder, name + ".pt"));
        string path = Path.Combine(_folder, name + ".pt");
        StateDictionaryWriter.Write(path, before);
        StateDictionary after = StateDictionaryReader.Read(path);
        Assert.Equal(before.Select(t => t.Name), after.Select(t => t.Name));
        foreach (StateTensor tensor in before)
        {
            Assert.Equal(tensor.Kind, after[tensor.Name].Kind);
            Assert.Equal(tensor.Shape, after[tensor.Name].Shape);
            Assert.Equal(tensor.Bytes.ToArray(), after[tensor.Name].Bytes.ToArray());
        }
    }

    [Fact]
    public void Entries_are_stored_at_multiples_of_64_bytes_under_the_name_of_the_file()
    {
        string path = Path.Combine(_folder, "mine.pt");
        StateDictionaryWriter.Write(path, new StateDictionary([StateTensor.Of("a", [3], [1f, 2f, 3f]), StateTensor.Of("größe", [], [4.0]), StateTensor.Of("n", [2, 1], [5L, -6L])]));
        byte[] bytes = File.ReadAllBytes(path);
        var archive = new Archive(path, bytes);
        Assert.Equal(["mine/data.pkl", "mine/data/0", "mine/data/1", "mine/data/2", "mine/version"], archive.Names);
        foreach (ArchiveEntry entry in archive.Names.Select(name => archive.Find(name)!))
        {
            Assert.Equal(0, entry.Method);
            long data = entry.HeaderOffset + 30 + BitConverter.ToUInt16(bytes, (int)entry.HeaderOffset + 26) + BitConverter.ToUInt16(bytes, (int)entry.HeaderOffset + 28);
            Assert.Equal(0, data % 64);
            Assert.Equal(archive.Unpack(entry), bytes[(int)data..(int)(data + entry.Size)]);
        }

        Assert.Equal("3\n"u8.ToArray(), archive.Unpack(archive.Find("mine/version")!));
        StateDictionary read = StateDictionaryReader.Read(path);
        Assert.Equal([4.0], read["größe"].ToDoubles());
        Assert.Equal([5, -6], read["n"].ToIntegers());
        using var other = new System.IO.Compression.ZipArchive(File.OpenRead(path));
        Assert.Equal(archive.Names, other.Entries.Select(e => e.FullName));
    }

    [Fact]
    public void Tensors_over_one_array_share_a_storage()
    {
        StateTensor weight = StateTensor.Of("layers.0.weight", [2, 2], [1f, 2f, 3f, 4f]);
        string path = Path.Combine(_folder, "größe.pt");
        StateDictionaryWriter.Write(path, new StateDictionary([weight, weight.WithName("append.0.weight"), new StateTensor("bytes", [16], ElementKind.UInt8, weight.Data)]));
        Assert.Equal(["archive/data.pkl", "archive/data/0", "archive/data/1", "archive/version"], new Archive(path, File.ReadAllBytes(path)).Names);
        StateDictionary read = StateDictionaryReader.Read(path);
        Assert.Same(read["layers.0.weight"].Data, read["append.0.weight"].Data);
        Assert.Equal(16, read["bytes"].Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_alone()
    {
        string path = Path.Combine(_folder, "old.pt");
        var dictionary = new StateDictionary([StateTensor.Of("a", [1], [1f])]);
        StateDictionaryWriter.Write(path, dictionary);
        byte[] before = File.ReadAllBytes(path);
        StateDictionaryWriter.Write(path, dictionary);
        Assert.Equal(before, File.ReadAllBytes(path));
        Directory.CreateDirectory(path + ".partial");
        Assert.ThrowsAny<Exception>(() => StateDictionaryWriter.Write(path, new StateDictionary([])));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Tensors_and_dictionaries_are_checked_when_they_are_made()
    {
        Assert.Contains("(2, 2) holds 4 numbers", Assert.Throws<ArgumentException>(() => StateTensor.Of("a", [2, 2], [1f])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StateTensor.Of("a", [-1], [1f]));
        StateTensor tensor = StateTensor.Of("a", [1], [1f]);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new StateDictionary([tensor, tensor])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
