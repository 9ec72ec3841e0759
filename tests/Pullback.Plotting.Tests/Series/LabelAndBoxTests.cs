using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;

namespace Pullback.Plotting.Tests.Series;

public sealed class LabelAndBoxTests
{
    private static readonly PlotColor Mark = new(1, 2, 250);

    [Fact]
    public void Texts_are_written_where_they_are_in_the_frame()
    {
        var labels = new TextLabels([1, 2, 50], [1, 1, 1], ["first", "second", "outside"]) { Color = Mark };
        var svg = new SvgReader(new Figure(new Panel(new Axis("x") { Minimum = 0, Maximum = 3 }, new Axis("y"), labels)));
        Assert.Contains("first", svg.Texts);
        Assert.DoesNotContain("outside", svg.Texts);
        Assert.Equal(2, svg.Colored("fill", Mark).Count);
        Assert.NotEmpty(Samples.Of(labels with { Upright = true, Bold = true }).ToPdf());
    }

    [Fact]
    public void A_hat_is_part_of_the_text_that_readers_get()
    {
        var svg = new SvgReader(Samples.Of(new Curve([0, 1], [0, 1]) { Label = "θ̂ and μ̂" }));
        Assert.Contains("θ̂ and μ̂", svg.Texts);
        Assert.DoesNotContain("\u0302", svg.Texts);
    }

    [Fact]
    public void Boxes_are_filled_or_outlined_in_either_order_of_their_ends()
    {
        var boxes = new Boxes([0, 3], [1, 2], [0, 0], [1, 1]) { Color = Mark, Label = "boxes" };
        Assert.Equal(3, new SvgReader(Samples.Of(boxes)).Colored("fill", Mark).Count);
        Assert.Equal(3, new SvgReader(Samples.Of(boxes with { Filled = false })).Colored("stroke", Mark).Count);
    }

    [Fact]
    public void Lengths_that_differ_are_errors()
    {
        Assert.Throws<FigureException>(() => Samples.Of(new Boxes([0], [1], [0], [1, 2])).ToSvg());
        Assert.Throws<FigureException>(() => Samples.Of(new TextLabels([0], [1], [])).ToSvg());
        Assert.Throws<FigureException>(() => Samples.Of(new TextLabels([0], [1], ["a"]) { Size = double.NaN }).ToSvg());
    }

    [Fact]
    public void A_second_axis_along_the_top_has_its_own_numbers_and_title()
    {
        var svg = new SvgReader(new Figure(new Panel(new Axis("below") { Minimum = 0, Maximum = 1 }, new Axis("y"), new Curve([0, 1], [0, 1]))
        {
            Top = new Axis("above") { Minimum = 70, Maximum = 80 },
        }));
        Assert.Contains("above", svg.Texts);
        Assert.Contains("72", svg.Texts);
    }
}
