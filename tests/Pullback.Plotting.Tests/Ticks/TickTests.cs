using Pullback.Plotting.Ticks;

namespace Pullback.Plotting.Tests.Ticks;

public sealed class TickTests
{
    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-5, 5, 4, "−5 0 5")]
    [InlineData(0.95, 1.06, 3, "0.95 1.00 1.05")]
    public void Linear_ticks_stand_at_round_numbers(double low, double high, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', LinearTicks.Between(low, high, most, wholeNumbers: false).Major.Select(tick => tick.Text)));

    [Fact]
    public void Large_and_small_numbers_share_a_power_of_ten()
    {
        TickSet large = LinearTicks.Between(0, 2.5e6, 5, wholeNumbers: false);
        Assert.Equal("×10⁶", large.Multiplier);
        Assert.Equal("2.0", large.Major[^2].Text);
        Assert.Equal("×10⁻⁷", LinearTicks.Between(0, 9e-7, 5, wholeNumbers: false).Multiplier);
        Assert.Equal("", LinearTicks.Between(0, 50_000, 5, wholeNumbers: false).Multiplier);
    }

    [Fact]
    public void Whole_numbers_never_get_fractions()
    {
        TickSet ticks = LinearTicks.Between(0.9, 3.1, 10, wholeNumbers: true);
        Assert.Equal(["1", "2", "3"], ticks.Major.Select(tick => tick.Text));
        Assert.Empty(ticks.Minor);
    }

    [Fact]
    public void Minor_ticks_divide_the_steps()
    {
        TickSet ticks = LinearTicks.Between(0, 10, 2, wholeNumbers: false);
        Assert.Equal(3, ticks.Major.Count);
        Assert.Equal(8, ticks.Minor.Count);
    }

    [Theory]
    [InlineData(1e-300, 1e300)]
    [InlineData(1e-5, 2e-5)]
    [InlineData(0.5, 1e12)]
    [InlineData(3, 4)]
    public void Logarithmic_ticks_lie_within_the_axis_and_are_few(double low, double high)
    {
        TickSet ticks = LogarithmicTicks.Between(low, high, 6);
        Assert.InRange(ticks.Major.Count, 1, 8);
        Assert.All(ticks.Major, tick => Assert.InRange(tick.Value, low * 0.999999, high * 1.000001));
        Assert.All(ticks.Minor, value => Assert.InRange(value, low * 0.999999, high * 1.000001));
    }

    [Fact]
    public void Decades_are_powers_with_eight_minor_ticks_between()
    {
        TickSet ticks = LogarithmicTicks.Between(1e-2, 1e2, 6);
        Assert.Equal(["10⁻²", "10⁻¹", "1", "10", "10²"], ticks.Major.Select(tick => tick.Text));
        Assert.Equal(32, ticks.Minor.Count);
    }

    [Fact]
    public void About_one_decade_gets_labels_between()
    {
        TickSet ticks = LogarithmicTicks.Between(0.002, 0.09, 6);
        Assert.Contains("0.01", ticks.Major.Select(tick => tick.Text));
        Assert.Contains("0.02", ticks.Major.Select(tick => tick.Text));
    }

    [Theory]
    [InlineData(0.0023, 2, "0.0023")]
    [InlineData(1234.5, 3, "1234")]
    [InlineData(9.9996, 4, "10.00")]
    [InlineData(1.5e-9, 2, "1.5×10⁻⁹")]
    [InlineData(-2.5e7, 3, "−2.50×10⁷")]
    [InlineData(0, 4, "0")]
    public void Numbers_have_significant_digits(double value, int digits, string expected) =>
        Assert.Equal(expected, NumberText.Significant(value, digits));

    [Fact]
    public void A_rounded_zero_has_no_sign() => Assert.Equal("0.00", NumberText.Fixed(-0.001, 2));
}
