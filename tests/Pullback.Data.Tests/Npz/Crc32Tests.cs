using Pullback.Data.Npz;

namespace Pullback.Data.Tests.Npz;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_is_found()
    {
        var checksum = default(Crc32);
        checksum.Append("123456789"u8);
        Assert.Equal(0xCBF43926u, checksum.Value);
    }

    [Fact]
    public void Pieces_give_the_checksum_of_the_whole()
    {
        var bytes = Enumerable.Range(0, 1000).Select(i => (byte)(i * 7)).ToArray();
        var whole = default(Crc32);
        whole.Append(bytes);
        for (var cut = 0; cut <= 40; cut++)
        {
            var pieces = default(Crc32);
            pieces.Append(bytes.AsSpan(0, cut));
            pieces.Append(bytes.AsSpan(cut));
            Assert.Equal(whole.Value, pieces.Value);
        }
    }
}
