using Pullback.Cli.Configuration;

namespace Pullback.Cli.Tests.Configuration;

public sealed class BoundsTests
{
    [Fact]
    public void Ends_are_open_or_closed()
    {
        Assert.False(Bounds.Positive.Contain(0));
        Assert.True(Bounds.NotNegative.Contain(0));
        Assert.True(Bounds.Fraction.Contain(0));
        Assert.False(Bounds.Fraction.Contain(1));
        Assert.False(Bounds.Finite.Contain(double.NaN));
        Assert.False(Bounds.Finite.Contain(double.PositiveInfinity));
    }

    [Fact]
    public void Bounds_read_as_text()
    {
        Assert.Equal("", Bounds.Finite.Describe());
        Assert.Equal(" > 0", Bounds.Positive.Describe());
        Assert.Equal(" >= 2.5", Bounds.AtLeast(2.5).Describe());
        Assert.Equal(" from 0 to 1 (1 excluded)", Bounds.Fraction.Describe());
        Assert.Equal(" from -1 to 1 (both excluded)", new Bounds(-1, 1, true, true).Describe());
    }
}
