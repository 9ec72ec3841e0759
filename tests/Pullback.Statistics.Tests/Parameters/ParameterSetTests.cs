using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Tests.Parameters;

public sealed class ParameterSetTests
{
    [Fact]
    public void Parameters_are_found_by_name_and_position()
    {
        ParameterSet set = new([new Parameter("mu", 1.0, 0.0, 10.0), new Parameter("alpha", 0.0, -5.0, 5.0, ParameterState.Constrained)]);
        Assert.Equal(2, set.Count);
        Assert.Equal(1, set.IndexOf("alpha"));
        Assert.Equal(ParameterState.Constrained, set["alpha"].State);
        Assert.Equal("mu", set[0].Name);
        Assert.Equal(["mu", "alpha"], set.Select(p => p.Name));
    }

    [Fact]
    public void An_unknown_name_lists_those_that_exist()
    {
        ParameterSet set = new([new Parameter("mu", 1.0, 0.0, 10.0)]);
        Assert.Contains("The parameters are: mu.", Assert.Throws<ArgumentException>(() => set["nu"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_unique() =>
        Assert.Throws<ArgumentException>(() => new ParameterSet([new Parameter("mu", 1.0, 0.0, 10.0), new Parameter("mu", 1.0, 0.0, 10.0)]));

    [Theory]
    [InlineData("mu", 11.0, 0.0, 10.0)]
    [InlineData("mu", double.NaN, 0.0, 10.0)]
    [InlineData("mu", 1.0, 10.0, 0.0)]
    [InlineData("mu", 1.0, double.NaN, 10.0)]
    [InlineData(" ", 1.0, 0.0, 10.0)]
    public void Impossible_parameters_are_errors(string name, double initial, double lower, double upper) =>
        Assert.ThrowsAny<ArgumentException>(() => new Parameter(name, initial, lower, upper));
}
