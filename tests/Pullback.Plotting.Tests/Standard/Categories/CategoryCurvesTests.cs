using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard.Categories;

namespace Pullback.Plotting.Tests.Standard.Categories;

public sealed class CategoryCurvesTests
{
    private static CategoryCurves Two { get; } = new("Score", [0, 0.5, 1], [[1, 0.5, 0], [0, 0.5, 1]])
    {
        Boundaries = [0.5],
        Owned = [new OwnedInterval(0, double.NegativeInfinity, 0.5), new OwnedInterval(1, 0.5, double.PositiveInfinity)],
    };

    [Fact]
    public void Components_have_a_curve_and_a_shaded_interval_each()
    {
        Figure figure = ComponentsFigure.Create(Two with { Title = "Epoch 1" });
        Assert.Equal(2, figure.Panels[0].Series.OfType<Curve>().Count());
        Assert.Equal([(0.0, 0.5), (0.5, 1.0)], figure.Panels[0].Series.OfType<Intervals>().Select(interval => (interval.From[0], interval.To[0])));
        Assert.Equal(0.5, StatisticsSamples.Single<ReferenceLine>(figure.Panels[0]).Value);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "Weighted density", "Category 1", "2", "Boundary", "Epoch 1", "Score" })
            Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void A_category_may_own_several_intervals_or_none()
    {
        Figure figure = ComponentsFigure.Create(Two with { Owned = [new OwnedInterval(1, 0, 0.2), new OwnedInterval(1, 0.7, 0.9), new OwnedInterval(1, 5, 6)] });
        Assert.Equal([0.0, 0.7], StatisticsSamples.Single<Intervals>(figure.Panels[0]).From);
    }

    [Fact]
    public void Densities_of_zero_lie_below_a_logarithmic_axis()
    {
        Figure figure = ComponentsFigure.Create(Two with { VerticalScale = AxisScale.Logarithmic });
        Assert.NotEmpty(figure.ToSvg());
        Assert.All(figure.Panels[0].Series.OfType<Curve>(), curve => Assert.All(curve.Y, value => Assert.True(value > 0)));
        Assert.NotEmpty(ComponentsFigure.Create(Two with { VerticalScale = AxisScale.Logarithmic, Curves = [[0, 0, 0]], Owned = [] }).ToSvg());
    }

    [Fact]
    public void Memberships_are_shares_up_to_one()
    {
        Figure figure = MembershipFigure.Create(Two);
        Assert.Equal(1.05, figure.Panels[0].Vertical.Maximum);
        Assert.Contains("Share of the event", new SvgReader(figure).Texts);
        Assert.Contains("category 1[0] is 1.5", StatisticsSamples.Message(() => MembershipFigure.Create(Two with { Curves = [[1.5, 1, 1]] })), StringComparison.Ordinal);
    }

    [Fact]
    public void One_category_at_one_point_is_drawn() =>
        Assert.NotEmpty(MembershipFigure.Create(new CategoryCurves("Score", [0.5], [[1]])).ToSvg());

    [Fact]
    public void Bad_input_is_refused()
    {
        static string Refused(CategoryCurves curves) => StatisticsSamples.Message(() => ComponentsFigure.Create(curves));
        Assert.Contains("no curves", Refused(Two with { Curves = [] }), StringComparison.Ordinal);
        Assert.Contains("no values of the score", Refused(Two with { X = [] }), StringComparison.Ordinal);
        Assert.Contains("category 2 has 1 values", Refused(Two with { Curves = [[1, 1, 1], [1]] }), StringComparison.Ordinal);
        Assert.Contains("category 1[2] is NaN", Refused(Two with { Curves = [[1, 1, double.NaN]] }), StringComparison.Ordinal);
        Assert.Contains("category 1[2] is -1", Refused(Two with { Curves = [[1, 1, -1]] }), StringComparison.Ordinal);
        Assert.Contains("index 2", Refused(Two with { Owned = [new OwnedInterval(2, 0, 1)] }), StringComparison.Ordinal);
        Assert.Contains("from NaN", Refused(Two with { Owned = [new OwnedInterval(0, double.NaN, 1)] }), StringComparison.Ordinal);
        Assert.Contains("boundaries[0] is infinity", Refused(Two with { Boundaries = [double.PositiveInfinity] }), StringComparison.Ordinal);
        Assert.Contains("must be positive", Refused(Two with { Highest = 0 }), StringComparison.Ordinal);
        Assert.Throws<FigureException>(() => Samples.Of(new Intervals([1], [0])).ToSvg());
    }
}
