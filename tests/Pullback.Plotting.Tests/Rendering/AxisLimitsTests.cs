using Pullback.Plotting.Figures;
using Pullback.Plotting.Rendering;

namespace Pullback.Plotting.Tests.Rendering;

public sealed class AxisLimitsTests
{
    [Fact]
    public void Counts_begin_at_zero() => Assert.Equal(0, Choose(new Axis(), true, 3, 10).Minimum);

    [Fact]
    public void Negative_counts_are_shown() => Assert.True(Choose(new Axis(), true, -3, 10).Minimum < -3);

    [Fact]
    public void Empty_and_constant_data_get_a_range()
    {
        Assert.Equal(new AxisSpan(AxisScale.Linear, 0, 1), Choose(new Axis(), false));
        AxisSpan constant = Choose(new Axis(), false, 5, 5);
        Assert.True(constant.Minimum < 5 && constant.Maximum > 5);
    }

    [Fact]
    public void Counts_on_a_logarithmic_axis_span_few_decades()
    {
        AxisSpan span = Choose(Axis.Logarithmic("n"), true, 1e-40, 100);
        Assert.InRange(span.Minimum, 1e-6, 1e-3);
    }

    [Theory]
    [InlineData(2.0, 1.0)]
    [InlineData(double.NaN, 1.0)]
    public void Limits_that_make_no_axis_are_errors(double minimum, double maximum) =>
        Assert.Throws<FigureException>(() => Choose(new Axis { Minimum = minimum, Maximum = maximum }, false, 0, 1));

    [Fact]
    public void A_logarithmic_axis_cannot_begin_at_zero() =>
        Assert.Throws<FigureException>(() => Choose(Axis.Logarithmic("n") with { Minimum = 0 }, false, 1, 2));

    [Fact]
    public void One_limit_beyond_the_data_still_makes_an_axis()
    {
        AxisSpan span = Choose(new Axis { Minimum = 20 }, false, 0, 1);
        Assert.True(span.Maximum > 20);
    }

    private static AxisSpan Choose(Axis axis, bool fromZero, params double[] values)
    {
        var range = new ValueRange();
        range.Add(values);
        return AxisLimits.Choose(axis, range, tight: false, fromZero, "test");
    }
}
