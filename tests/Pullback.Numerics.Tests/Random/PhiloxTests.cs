using Pullback.Numerics.Random;

namespace Pullback.Numerics.Tests.Random;

/// <summary>Known answers of Philox 4x64-10 from the Random123 distribution, tests/kat_vectors.</summary>
public sealed class PhiloxTests
{
    [Fact]
    public void Zero_counter_and_key_give_the_published_block() =>
        Assert.Equal(
            new PhiloxBlock(0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b),
            Philox.Block(new PhiloxBlock(0, 0, 0, 0), 0, 0));

    [Fact]
    public void All_ones_give_the_published_block() =>
        Assert.Equal(
            new PhiloxBlock(0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0),
            Philox.Block(new PhiloxBlock(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue), ulong.MaxValue, ulong.MaxValue));

    [Fact]
    public void Digits_of_pi_give_the_published_block() =>
        Assert.Equal(
            new PhiloxBlock(0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6),
            Philox.Block(
                new PhiloxBlock(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89),
                0x452821e638d01377,
                0xbe5466cf34e90c6c));
}
