using Pullback.Data.Npz;
using Pullback.Data.Tables;

namespace Pullback.Data.Tests.Npz;

public sealed class NpzReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void Archives_of_numpy_are_read_stored_and_deflated(string file)
    {
        var expected = ReferenceFiles.Expected.GetProperty("archive").GetProperty("columns");
        using var table = EventTable.Read(new EventQuery { Files = [ReferenceFiles.PathOf(file)] });

        Assert.Equal(expected.EnumerateObject().Select(entry => entry.Name), table.ColumnNames);
        foreach (var name in table.ColumnNames) Assert.Equal(expected.GetProperty(name).Numbers(), table.ReadColumn(name));
    }

    [Fact]
    public void Deflated_arrays_beyond_the_memory_limit_are_unpacked_to_disk()
    {
        using var archive = NpzReader.Open(ReferenceFiles.PathOf("deflated.npz"));
        using var array = archive.OpenArray("x", memoryLimit: 10, scratchFolder: _folder.Root);

        Assert.Equal([1.0, 2.5, -3.0], array.ToDoubles());
    }

    [Fact]
    public void A_missing_array_lists_those_that_exist()
    {
        using var archive = NpzReader.Open(ReferenceFiles.PathOf("stored.npz"));
        var failure = Assert.Throws<ColumnException>(() => archive.OpenArray("flags"));
        Assert.Contains("'x', 'p', 'flag', 'n'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nearest is 'flag'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_arrays_of_one_name_are_refused()
    {
        var failure = Assert.Throws<DataFormatException>(() => NpzReader.Open(ReferenceFiles.PathOf("duplicate.npz")));
        Assert.Contains("two arrays are called 'x'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_compressions_are_refused_by_number()
    {
        using var archive = NpzReader.Open(ReferenceFiles.PathOf("bzip2.npz"));
        var failure = Assert.Throws<DataFormatException>(() => archive.OpenArray("x"));
        Assert.Contains("method 12", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encrypted_arrays_are_refused()
    {
        var bytes = File.ReadAllBytes(ReferenceFiles.PathOf("stored.npz"));
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        bytes[directory + 8] |= 1;
        File.WriteAllBytes(_folder["encrypted.npz"], bytes);
        using var archive = NpzReader.Open(_folder["encrypted.npz"]);
        var failure = Assert.Throws<DataFormatException>(() => archive.OpenArray("x"));
        Assert.Contains("encrypted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_value_fails_the_checksum()
    {
        var bytes = File.ReadAllBytes(ReferenceFiles.PathOf("stored.npz"));
        var data = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2.5));
        bytes[data] ^= 1;
        File.WriteAllBytes(_folder["changed.npz"], bytes);
        using var archive = NpzReader.Open(_folder["changed.npz"]);
        var failure = Assert.Throws<DataFormatException>(() => archive.OpenArray("x"));
        Assert.Contains("checksum", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void A_file_cut_anywhere_is_refused(string file)
    {
        var whole = File.ReadAllBytes(ReferenceFiles.PathOf(file));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_folder["cut.npz"], whole.AsSpan(0, length));
            Assert.Throws<DataFormatException>(() => NpzReader.Open(_folder["cut.npz"]));
        }
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void Flipped_bits_never_give_other_numbers(string file)
    {
        const int Seeds = 600;
        var whole = File.ReadAllBytes(ReferenceFiles.PathOf(file));
        double[] expected = [1.0, 2.5, -3.0];
        var refused = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var bits = new Bits(seed);
            var damaged = whole.ToArray();
            for (var k = 0; k < 3; k++) damaged[bits.Below(damaged.Length)] ^= (byte)(1 << bits.Below(8));
            File.WriteAllBytes(_folder["flipped.npz"], damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var archive = NpzReader.Open(_folder["flipped.npz"]);
                foreach (var name in archive.Names)
                {
                    using var array = archive.OpenArray(name);
                    if (name == "x") Assert.Equal(expected, array.ToDoubles());
                }
            }
            catch (EventDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        }

        Assert.InRange(refused, Seeds / 4, Seeds);
    }
}
