using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Tests.Figures;

public sealed class FigureTests
{
    [Fact]
    public void The_same_figure_gives_the_same_bytes_in_every_format()
    {
        Assert.Equal(Samples.Everything().ToSvg(), Samples.Everything().ToSvg());
        Assert.Equal(Samples.Everything().ToPdf(), Samples.Everything().ToPdf());
        Assert.Equal(Samples.Everything().ToPng(), Samples.Everything().ToPng());
    }

    [Fact]
    public void Figures_drawn_at_the_same_time_do_not_disturb_each_other()
    {
        string alone = Samples.Everything().ToSvg();
        string[] together = new string[8];
        Parallel.For(0, together.Length, i => together[i] = Samples.Everything().ToSvg());
        Assert.All(together, text => Assert.Equal(alone, text));
    }

    [Theory]
    [InlineData("figure.svg", "<svg")]
    [InlineData("figure.PDF", "%PDF-")]
    [InlineData("figure.png", "PNG")]
    public void The_ending_of_the_file_names_the_format(string name, string begins)
    {
        using var folder = new ScratchFolder();
        string path = folder.File(name);
        Samples.Everything().Save(path);
        string head = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path).AsSpan(0, 40));
        Assert.Contains(begins, head, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void An_unknown_ending_is_an_error_that_names_the_known_ones()
    {
        FigureException error = Assert.Throws<FigureException>(() => Samples.Everything().Save("figure.bmp"));
        Assert.Contains(".svg, .pdf or .png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_cannot_be_drawn_leaves_no_file_and_keeps_an_old_one()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("figure.svg");
        File.WriteAllText(path, "old");
        Figure broken = Samples.Of(new Curve([0, 1], [0, double.NaN]));
        Assert.Throws<FigureException>(() => broken.Save(path));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_figure_without_panels_is_an_error() =>
        Assert.Contains("no panels", Assert.Throws<FigureException>(() => new Figure().ToSvg()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(10, 480)]
    [InlineData(640, 20_000)]
    public void A_size_outside_its_range_is_an_error(int width, int height) =>
        Assert.Throws<FigureException>(() => (Samples.Everything() with { Width = width, Height = height }).ToSvg());

    [Fact]
    public void Panels_that_share_an_axis_need_the_same_scale()
    {
        var figure = new Figure(
            new Panel(Axis.Logarithmic("x"), new Axis("y"), new Curve([1, 2], [1, 2])),
            new Panel(new Axis("x"), new Axis("y"), new Curve([1, 2], [1, 2])));
        Assert.Contains("panel 1", Assert.Throws<FigureException>(() => figure.ToSvg()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Panels_that_share_an_axis_show_its_labels_once()
    {
        var svg = new SvgReader(Samples.Everything());
        Assert.Single(svg.Texts, text => text == "m(μμ) [GeV]");
        Assert.Contains("Ratio", svg.Texts);
    }

    [Fact]
    public void Label_status_and_right_end_are_drawn()
    {
        var svg = new SvgReader(Samples.Everything());
        Assert.Contains("Pullback", svg.Texts);
        Assert.Contains("simulation", svg.Texts);
        Assert.Contains("20 fb⁻¹", svg.Texts);
    }

    [Fact]
    public void A_grid_gives_each_panel_its_own_axis()
    {
        var panel = new Panel(new Axis("x"), new Axis("y"), new Curve([0, 1], [0, 1]));
        var svg = new SvgReader(new Figure(panel, panel, panel) { Layout = FigureLayout.Grid, Columns = 2, Width = 800, Height = 600 });
        Assert.Equal(3, svg.Texts.Count(text => text == "x"));
    }
}
