using Pullback.Learning.Files.Torch;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Files.Torch;

/// <summary>Damaged files end in <see cref="InvalidDataException"/> and nothing else.</summary>
public sealed class TorchFuzzTests
{
    [Theory]
    [InlineData("models", "par_state_dict.pt")]
    [InlineData("torch", "kinds.pt")]
    [InlineData("torch", "deflated.pt")]
    public void Random_changes_of_a_file_are_refused_or_harmless(string folder, string name)
    {
        byte[] whole = File.ReadAllBytes(TorchFiles.Reference(folder, name));
        Assert.InRange(Refusals(whole, bytes => bytes, 4000), 1000, 4000);
    }

    [Theory]
    [InlineData("models", "par_state_dict.pt", "par_state_dict/")]
    [InlineData("torch", "checkpoint.pt", "checkpoint/")]
    [InlineData("torch", "protocol4.pt", "protocol4/")]
    public void Random_changes_of_a_pickle_whose_checksum_is_right_are_refused_or_harmless(string folder, string name, string root)
    {
        string path = TorchFiles.Reference(folder, name);
        var archive = new Archive(path, File.ReadAllBytes(path));
        (string Name, byte[] Content)[] entries = [.. archive.Names.Select(entry => (entry, archive.Unpack(archive.Find(entry)!)))];
        int pickle = Array.FindIndex(entries, entry => entry.Name == root + "data.pkl");
        byte[] whole = entries[pickle].Content;
        Assert.InRange(
            Refusals(
                whole,
                bytes =>
                {
                    entries[pickle].Content = bytes;
                    return TorchFiles.Zip(entries);
                },
                4000),
            1000,
            4000);
    }

    /// <summary>How many of the changed files are refused; the others must read.</summary>
    private static int Refusals(byte[] whole, Func<byte[], byte[]> wrap, int trials)
    {
        int refused = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            var random = new RandomStream(7, "damage", (ulong)trial);
            byte[] bytes = [.. whole];
            for (long k = random.Below(6); k >= 0; k--) bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            if (random.Below(8) == 0) bytes = bytes[..(int)random.Below(bytes.Length)];
            try
            {
                StateDictionaryReader.Read("some.pt", wrap(bytes));
            }
            catch (InvalidDataException failure)
            {
                Assert.Contains("some.pt", failure.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        return refused;
    }
}
