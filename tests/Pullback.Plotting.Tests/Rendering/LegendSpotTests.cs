using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;
using Pullback.Plotting.Series;
using SkiaSharp;

namespace Pullback.Plotting.Tests.Rendering;

public sealed class LegendSpotTests
{
    private static readonly SKRect Frame = new(80, 20, 620, 420);

    [Fact]
    public void A_legend_goes_where_a_falling_curve_leaves_room()
    {
        (LegendBlock block, SKPoint at, AxisSpan vertical, bool covers) = Find(new Curve([0, 1, 2], [3, 1, 0.2]) { Label = "falling" });
        Assert.False(covers);
        Assert.True(at.X + block.Width > 550 && at.Y < 60, "upper right");
        Assert.Equal(Prepare(new Curve([0, 1, 2], [3, 1, 0.2]) { Label = "falling" }).Vertical, vertical);
    }

    [Fact]
    public void A_full_frame_is_extended_upward_until_the_legend_fits()
    {
        var flat = new Histogram([0, 1, 2], [10, 10]) { Filled = true, Label = "flat" };
        (_, _, AxisSpan vertical, bool covers) = Find(flat);
        Assert.False(covers);
        Assert.True(vertical.Maximum > Prepare(flat).Vertical.Maximum);
    }

    [Fact]
    public void A_limit_that_the_user_set_is_kept()
    {
        var panel = new Panel(new Axis("x"), new Axis("y") { Maximum = 10 }, new Histogram([0, 1], [10]) { Filled = true, Label = "full" });
        PreparedPanel prepared = Prepare(panel);
        (_, _, AxisSpan vertical, bool covers) = LegendSpot.Find(prepared);
        Assert.Equal(10, vertical.Maximum);
        Assert.True(covers);
    }

    private static (LegendBlock Block, SKPoint At, AxisSpan Vertical, bool Covers) Find(PlotSeries series) => LegendSpot.Find(Prepare(series));

    private static PreparedPanel Prepare(PlotSeries series) => Prepare(new Panel(new Axis("x"), new Axis("y"), series));

    private static PreparedPanel Prepare(Panel panel)
    {
        var prepared = new PreparedPanel(panel, "panel 1");
        prepared.Horizontal = AxisLimits.Choose(panel.Horizontal, prepared.Extent.X, prepared.Extent.BinsHorizontal, fromZero: false, "x");
        prepared.Place(Frame);
        return prepared;
    }
}
