using System.Text.RegularExpressions;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Tests.Output;

public sealed partial class SvgOutputTests
{
    [Fact]
    public void Letters_are_outlines_that_keep_their_words()
    {
        var svg = new SvgReader(Samples.Everything());
        Assert.Equal(0, svg.Count("text"));
        Assert.Contains("Data", svg.Texts);
        Assert.All(svg.Root.Descendants().Where(element => element.Attribute("aria-label") is not null), element => Assert.NotEmpty(element.Attribute("d")!.Value));
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        string map = Samples.Of(new HeatMap([0, 1, 2], [0, 1], new[,] { { 0.0, 1.0 } })).ToSvg();
        foreach (Match match in Reference().Matches(map + Samples.Everything().ToSvg()))
            Assert.True(match.Groups[1].Value.StartsWith('#') || match.Groups[1].Value.StartsWith("data:image/png", StringComparison.Ordinal), match.Value);
        Assert.DoesNotContain("<script", map, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_carry_the_prefix_and_references_follow()
    {
        string text = Samples.Everything().ToSvg("f7-");
        var svg = new SvgReader(text);
        Assert.NotEmpty(svg.Ids);
        Assert.All(svg.Ids, id => Assert.StartsWith("f7-", id, StringComparison.Ordinal));
        Assert.Equal(svg.Ids.Count, svg.Ids.Distinct().Count());
        foreach (Match match in LocalReference().Matches(text))
            Assert.Contains(match.Groups[1].Value, svg.Ids);
    }

    [Theory]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\"")]
    public void A_prefix_that_is_no_id_is_an_error(string prefix) =>
        Assert.Throws<FigureException>(() => Samples.Everything().ToSvg(prefix));

    [Fact]
    public void Markup_in_texts_is_escaped()
    {
        Figure figure = new(new Panel(new Axis("<b>&\"x\""), new Axis("y"), new Curve([0, 1], [0, 1])));
        Assert.Contains("<b>&\"x\"", new SvgReader(figure).Texts);
    }

    [Fact]
    public void The_document_has_size_view_box_and_title()
    {
        var svg = new SvgReader(Samples.Everything() with { Description = "A & B" });
        Assert.Equal("640", svg.Root.Attribute("width")!.Value);
        Assert.Equal("0 0 640 480", svg.Root.Attribute("viewBox")!.Value);
        Assert.Equal("A & B", svg.Root.Element(SvgReader.Svg + "title")!.Value);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:url\(#|href=""#)([^)""]+)")]
    private static partial Regex LocalReference();
}
