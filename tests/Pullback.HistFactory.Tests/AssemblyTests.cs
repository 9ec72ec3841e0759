namespace Pullback.HistFactory.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Culture_is_invariant() =>
        Assert.Equal("1.5", 1.5.ToString(System.Globalization.CultureInfo.CurrentCulture));
}
