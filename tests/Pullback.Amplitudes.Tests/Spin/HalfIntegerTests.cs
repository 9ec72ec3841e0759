using Pullback.Amplitudes.Spin;

namespace Pullback.Amplitudes.Tests.Spin;

public sealed class HalfIntegerTests
{
    [Theory]
    [InlineData("1", 2)]
    [InlineData("3/2", 3)]
    [InlineData("0.5", 1)]
    [InlineData("-1/2", -1)]
    [InlineData(" 2.0 ", 4)]
    public void Texts_are_read(string text, int doubled)
    {
        Assert.True(HalfInteger.TryParse(text, out HalfInteger value));
        Assert.Equal(doubled, value.Doubled);
        Assert.True(HalfInteger.TryParse(value.ToString(), out HalfInteger again));
        Assert.Equal(value, again);
    }

    [Theory]
    [InlineData("0.3")]
    [InlineData("1/3")]
    [InlineData("x/2")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1e300")]
    [InlineData("NaN")]
    public void Other_texts_are_not(string? text) => Assert.False(HalfInteger.TryParse(text, out _));

    [Fact]
    public void Arithmetic_projections_and_couplings()
    {
        HalfInteger half = HalfInteger.Half(1);
        Assert.Equal(1, half + half);
        Assert.Equal(0, half - half);
        Assert.True(half < 1 && -half < half && half >= HalfInteger.Half(1) && half <= 1 && half > 0);
        Assert.Equal([-half, half], HalfInteger.Projections(half));
        Assert.Equal([half, HalfInteger.Half(3)], HalfInteger.Couplings(half, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HalfInteger.Projections(-half));
    }
}
