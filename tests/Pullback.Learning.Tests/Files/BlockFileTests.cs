using Pullback.Learning.Files;

namespace Pullback.Learning.Tests.Files;

public sealed class BlockFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pullback-blocks-").FullName;

    [Fact]
    public void Blocks_come_back_by_name()
    {
        string path = Write();
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, "model", 3);
        Assert.Equal(["empty", "größe", "weights"], blocks.Keys.Order(StringComparer.Ordinal).OrderBy(k => k.Length));
        Assert.Equal(Content(), blocks["weights"]);
        Assert.Empty(blocks["empty"]);
        Assert.Equal([7], blocks["größe"]);
    }

    [Fact]
    public void Every_truncation_and_every_changed_byte_is_found()
    {
        byte[] whole = File.ReadAllBytes(Write());
        string damaged = Path.Combine(_folder, "damaged");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(damaged, whole[..length]);
            Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => BlockFile.Read(damaged, "model", 3)).Message, StringComparison.Ordinal);
        }

        for (int position = 0; position < whole.Length; position++)
        {
            byte[] changed = [.. whole];
            changed[position] ^= 0x10;
            File.WriteAllBytes(damaged, changed);
            Assert.Throws<InvalidDataException>(() => BlockFile.Read(damaged, "model", 3));
        }

        File.WriteAllBytes(damaged, [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => BlockFile.Read(damaged, "model", 3));
    }

    [Fact]
    public void Another_kind_and_a_newer_version_are_refused_by_name()
    {
        string path = Write();
        Assert.Contains("holds a model, but a checkpoint", Assert.Throws<InvalidDataException>(() => BlockFile.Read(path, "checkpoint", 3)).Message, StringComparison.Ordinal);
        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => BlockFile.Read(path, "model", 1)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => BlockFile.Read(path + ".none", "model", 3));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_alone()
    {
        string path = Write();
        byte[] before = File.ReadAllBytes(path);
        Directory.CreateDirectory(path + ".partial");
        Assert.ThrowsAny<Exception>(() => BlockFile.Write(path, "model", 2, [("weights", new byte[] { 1 })]));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Content() => [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 37))];

    private string Write()
    {
        string path = Path.Combine(_folder, "file");
        BlockFile.Write(path, "model", 2, [("weights", Content()), ("empty", ReadOnlyMemory<byte>.Empty), ("größe", new byte[] { 7 })]);
        return path;
    }
}
