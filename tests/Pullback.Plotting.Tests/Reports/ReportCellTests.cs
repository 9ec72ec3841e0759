using Pullback.Plotting.Reports;

namespace Pullback.Plotting.Tests.Reports;

public sealed class ReportCellTests
{
    [Theory]
    [InlineData(12.345, 1.234, "12.3 ± 1.2")]
    [InlineData(0.00123, 0.00012, "0.00123 ± 0.00012")]
    [InlineData(1.5e8, 2e6, "(1.500 ± 0.020)×10⁸")]
    [InlineData(-3, 12.4, "−3 ± 12")]
    [InlineData(5, 0, "5.000")]
    public void Uncertainties_have_two_significant_digits(double value, double uncertainty, string expected) =>
        Assert.Equal(expected, ReportCell.WithUncertainty(value, uncertainty).Text);

    [Fact]
    public void A_value_that_is_not_finite_is_missing_with_a_reason()
    {
        ReportCell cell = double.NaN;
        Assert.Equal("–", cell.Text);
        Assert.Equal("not a number", cell.Reason);
        Assert.False(cell.IsNumber);
        Assert.Equal("infinite", ReportCell.WithUncertainty(1, double.PositiveInfinity).Reason);
    }

    [Fact]
    public void Whole_numbers_are_written_out() => Assert.Equal("1234567", ((ReportCell)1234567L).Text);

    [Fact]
    public void A_negative_uncertainty_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReportCell.WithUncertainty(1, -1));
}
