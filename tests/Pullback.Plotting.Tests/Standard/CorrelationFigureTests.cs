using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class CorrelationFigureTests
{
    private static readonly CorrelationMatrix Three = new(
        ["μ", StatisticsSamples.LongName, "lumi"],
        new double[,] { { 1, -0.72, 0.05 }, { -0.72, 1, 0 }, { 0.05, 0, 1 } });

    [Fact]
    public void Names_and_percentages_are_written()
    {
        var svg = new SvgReader(CorrelationFigure.Create(Three));
        Assert.Equal(2, svg.Texts.Count(text => text == StatisticsSamples.LongName));
        Assert.Equal(2, svg.Texts.Count(text => text == "−72"));
        Assert.Equal(3, svg.Texts.Count(text => text == "100"));
        Assert.Contains("Correlation", svg.Texts);
    }

    [Fact]
    public void The_first_parameter_stands_at_the_left_and_at_the_top()
    {
        Panel panel = CorrelationFigure.Create(Three).Panels[0];
        Assert.Equal("μ", panel.Horizontal.Categories[0]);
        Assert.Equal("μ", panel.Vertical.Categories[^1]);
        HeatMap map = StatisticsSamples.Single<HeatMap>(panel);
        Assert.Equal(1, map.Values[2, 0]);
        Assert.Equal(-0.72, map.Values[2, 1]);
        Assert.Equal((-1.0, 1.0, ColorScale.Diverging), (map.Minimum, map.Maximum, map.Colors));
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(26, false)]
    public void Large_matrices_have_no_numbers(int count, bool numbers)
    {
        double[,] unit = new double[count, count];
        for (int i = 0; i < count; i++)
            unit[i, i] = 1;
        Figure figure = CorrelationFigure.Create(new CorrelationMatrix([.. Enumerable.Range(0, count).Select(i => $"parameter_{i}")], unit));
        Assert.Equal(numbers, figure.Panels[0].Series.OfType<TextLabels>().Any());
        Assert.Contains("parameter_7", new SvgReader(figure).Texts);
    }

    [Fact]
    public void The_threshold_drops_parameters_without_a_larger_correlation()
    {
        Panel panel = CorrelationFigure.Create(Three with { Threshold = 0.5 }).Panels[0];
        Assert.Equal(["μ", StatisticsSamples.LongName], panel.Horizontal.Categories);
        Assert.Contains("lower the threshold", StatisticsSamples.Message(() => CorrelationFigure.Create(Three with { Threshold = 0.9 })), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_correlation_matrix_is_refused()
    {
        static string Refused(double[,] values) => StatisticsSamples.Message(() => CorrelationFigure.Create(new CorrelationMatrix(["a", "b"], values)));
        Assert.Contains("shape [1, 1]", Refused(new double[,] { { 1 } }), StringComparison.Ordinal);
        Assert.Contains("'a' and 'b' is 1.5", Refused(new double[,] { { 1, 1.5 }, { 1.5, 1 } }), StringComparison.Ordinal);
        Assert.Contains("NaN", Refused(new double[,] { { 1, double.NaN }, { 0, 1 } }), StringComparison.Ordinal);
        Assert.Contains("diagonal", Refused(new double[,] { { 0.5, 0 }, { 0, 1 } }), StringComparison.Ordinal);
        Assert.Contains("symmetric", Refused(new double[,] { { 1, 0.1 }, { 0.2, 1 } }), StringComparison.Ordinal);
        Assert.Contains("0 parameters", StatisticsSamples.Message(() => CorrelationFigure.Create(new CorrelationMatrix([], new double[0, 0]))), StringComparison.Ordinal);
    }
}
