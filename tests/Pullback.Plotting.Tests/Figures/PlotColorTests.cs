using Pullback.Plotting.Figures;

namespace Pullback.Plotting.Tests.Figures;

public sealed class PlotColorTests
{
    [Fact]
    public void Hexadecimal_digits_are_read() => Assert.Equal(new PlotColor(63, 144, 218), PlotColor.FromHex("#3f90da"));

    [Theory]
    [InlineData("3f90da")]
    [InlineData("#3f90d")]
    [InlineData("#3f90dg")]
    public void Other_forms_are_errors(string text) => Assert.Throws<FormatException>(() => PlotColor.FromHex(text));

    [Fact]
    public void Mixing_ends_at_both_colors()
    {
        Assert.Equal(PlotColor.Black, PlotColor.Black.Toward(PlotColor.White, 0));
        Assert.Equal(PlotColor.White, PlotColor.Black.Toward(PlotColor.White, 1));
        Assert.Equal(128, PlotColor.Black.WithOpacity(0.5).Alpha);
    }
}
