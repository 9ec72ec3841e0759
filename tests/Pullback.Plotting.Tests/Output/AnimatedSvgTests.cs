using System.Xml.Linq;
using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Tests.Output;

public sealed class AnimatedSvgTests
{
    private static AnimatedSvg Three { get; } = new([.. Enumerable.Range(1, 3).Select(Frame)]);

    [Fact]
    public void Every_frame_has_its_own_parts_and_only_the_first_is_visible()
    {
        var svg = new SvgReader(Three.ToSvg());
        foreach (int number in new[] { 1, 2, 3 })
        {
            XElement[] parts = Parts(svg, number);
            Assert.NotEmpty(parts);
            Assert.All(parts, part => Assert.Equal(number == 1 ? null : "hidden", part.Attribute("visibility")?.Value));
            Assert.Contains(parts.Descendants().Attributes("aria-label"), label => label.Value == $"Epoch {number}");
        }
    }

    [Fact]
    public void What_frames_share_is_stored_once_and_in_their_order()
    {
        var svg = new SvgReader(Three.ToSvg());
        Assert.Single(svg.Texts, text => text == "Score");
        Assert.True(Three.ToSvg().Length < 2 * Frame(1).ToSvg().Length);

        // Taking the parts of the other frames away and the groups of one apart leaves the drawing of that frame.
        for (int number = 1; number <= 3; number++)
            Assert.Equal(Shapes(XElement.Parse(Frame(number).ToSvg())), Shapes(Only(number)));
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_is_answered()
    {
        double[,] map = Samples.Map(3, 3);
        AnimatedSvg maps = new([.. Enumerable.Range(1, 3).Select(i => Samples.Of(new HeatMap([0, 1, 2, 3], [0, 1, 2, 3], map) { Minimum = 0, Maximum = i }))]);
        string text = maps.ToSvg("film-");
        var svg = new SvgReader(text);
        Assert.Equal(svg.Ids.Count, svg.Ids.Distinct().Count());
        Assert.All(svg.Ids, id => Assert.StartsWith("film-", id, StringComparison.Ordinal));
        foreach (XAttribute attribute in svg.Root.Descendants().Attributes())
        {
            if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
                Assert.Contains(attribute.Value[1..], svg.Ids);
            else if (attribute.Value.StartsWith("url(#", StringComparison.Ordinal))
                Assert.Contains(attribute.Value[5..^1], svg.Ids);
        }

        Assert.Contains("@keyframes film-show", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Durations_and_rounds_are_in_the_style_rules()
    {
        string style = Style(Three with { FrameDuration = TimeSpan.FromSeconds(0.5), LastFrameDuration = TimeSpan.FromSeconds(1) });
        Assert.Contains("animation:show 2s step-end infinite", style, StringComparison.Ordinal);
        Assert.Contains("@keyframes show{0%{visibility:visible}25%,100%{visibility:hidden}}", style, StringComparison.Ordinal);
        Assert.Contains("@keyframes last{0%{visibility:visible}50%,100%{visibility:hidden}}", style, StringComparison.Ordinal);
        Assert.Contains(".frame3{animation-delay:1s}", style, StringComparison.Ordinal);
        Assert.Contains("prefers-reduced-motion", style, StringComparison.Ordinal);
    }

    [Fact]
    public void An_animation_that_ends_keeps_its_last_frame()
    {
        string style = Style(Three with { Loop = false });
        Assert.Contains("step-end 1 forwards", style, StringComparison.Ordinal);
        Assert.Contains("@keyframes last{0%,100%{visibility:visible}}", style, StringComparison.Ordinal);
    }

    [Fact]
    public void One_frame_is_the_figure()
    {
        var svg = new SvgReader(new AnimatedSvg(Frame(1)).ToSvg());
        Assert.Equal(0, svg.Count("style"));
        Assert.Contains("Epoch 1", svg.Texts);
    }

    [Fact]
    public void The_document_is_the_same_every_time_and_is_described()
    {
        Assert.Equal(Three.ToSvg(), Three.ToSvg());
        Assert.Equal("moving", new SvgReader((Three with { Description = "moving" }).ToSvg()).Root.Element(SvgReader.Svg + "title")!.Value);
    }

    [Fact]
    public void Frames_are_written_as_a_series_of_files()
    {
        using var folder = new ScratchFolder();
        IReadOnlyList<string> files = Three.SaveFrames(folder.File("map.svg"));
        Assert.Equal(["map-001.svg", "map-002.svg", "map-003.svg"], files.Select(Path.GetFileName));
        Assert.Contains("Epoch 2", new SvgReader(File.ReadAllText(files[1])).Texts);
        Three.Save(folder.File("film.svg"));
        Assert.Equal(Three.ToSvg(), File.ReadAllText(folder.File("film.svg")));
        Assert.Throws<FigureException>(() => Three.Save(folder.File("film.png")));
    }

    [Fact]
    public void Chosen_states_are_spread_with_both_ends()
    {
        Assert.Equal([0, 1, 2], AnimatedSvg.Choose(3, 10));
        Assert.Equal([0, 50, 99], AnimatedSvg.Choose(100, 3));
        Assert.Equal([99], AnimatedSvg.Choose(100, 1));
        Assert.Empty(AnimatedSvg.Choose(0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnimatedSvg.Choose(1, 0));
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Contains("no frames", Assert.Throws<FigureException>(() => new AnimatedSvg().ToSvg()).Message, StringComparison.Ordinal);
        Assert.Contains("frame 2 is 700 by 480", Assert.Throws<FigureException>(() => new AnimatedSvg(Frame(1), Frame(2) with { Width = 700 }).ToSvg()).Message, StringComparison.Ordinal);
        Assert.Contains("a frame lasts 0 s", Assert.Throws<FigureException>(() => (Three with { FrameDuration = TimeSpan.Zero }).ToSvg()).Message, StringComparison.Ordinal);
        Assert.Contains("the last frame lasts 61 s", Assert.Throws<FigureException>(() => (Three with { LastFrameDuration = TimeSpan.FromSeconds(61) }).ToSvg()).Message, StringComparison.Ordinal);
        Assert.Throws<FigureException>(() => Three.ToSvg("1"));
    }

    /// <summary>A figure whose curve, heading and number of series depend on the frame, while the axes do not.</summary>
    private static Figure Frame(int number)
    {
        IEnumerable<PlotSeries> series = [
            new Curve([0, 1], [0, 1]),
            .. Enumerable.Range(1, number).Select(i => ReferenceLine.Vertical(i / 5.0)),
            new Curve([0, 1], [0.1 * number, 0.5]) { Color = Palette.Red },
            new Curve([0, 1], [1, 0]) { Color = Palette.Violet },
        ];
        return new Figure(new Panel(new Axis("Score") { Minimum = 0, Maximum = 1 }, new Axis("Density") { Minimum = 0, Maximum = 2 }, [.. series]) { Title = $"Epoch {number}" });
    }

    private static string Style(AnimatedSvg animation) => new SvgReader(animation.ToSvg()).Root.Element(SvgReader.Svg + "style")!.Value;

    private static bool IsPart(XElement element) => element.Attribute("class")?.Value.StartsWith("frame ", StringComparison.Ordinal) == true;

    private static XElement[] Parts(SvgReader svg, int number) => [.. svg.Root.Descendants().Where(element => element.Attribute("class")?.Value == $"frame frame{number}")];

    private static XElement Only(int number)
    {
        var svg = new SvgReader(Three.ToSvg());
        svg.Root.Descendants().Where(element => IsPart(element) && element.Attribute("class")!.Value != $"frame frame{number}").Remove();
        foreach (XElement part in Parts(svg, number))
            part.ReplaceWith(part.Elements());
        return svg.Root;
    }

    /// <summary>Everything that is drawn, in its order.</summary>
    private static string[] Shapes(XElement root) =>
        [.. root.Descendants().Where(element => element.Name.LocalName is "path" or "rect" && element.Parent!.Name.LocalName != "clipPath").Select(element => element.ToString(SaveOptions.DisableFormatting))];
}
