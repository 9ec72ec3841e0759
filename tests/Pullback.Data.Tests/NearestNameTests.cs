namespace Pullback.Data.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["pt_jet", "eta_jet", "phi_jet", "weight"];

    [Theory]
    [InlineData("pt_jets", "pt_jet")]
    [InlineData("WEIGHT", "weight")]
    [InlineData("wieght", "weight")]
    [InlineData("etajet", "eta_jet")]
    [InlineData("completely_other", null)]
    public void The_nearest_name_is_found_if_one_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, Names));

    [Fact]
    public void Long_lists_are_cut_and_counted() =>
        Assert.EndsWith("'39' and 60 more", NearestName.List([.. Enumerable.Range(0, 100).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]), StringComparison.Ordinal);
}
