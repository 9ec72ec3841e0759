using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class ContourFigureTests
{
    private static readonly double[] X = Samples.Steps(101, -2, 4);
    private static readonly double[] Y = Samples.Steps(81, -2, 6);

    private static LikelihoodContours Contours { get; } =
        LikelihoodContours.FromGrid("μ₁", "μ₂", X, Y, StatisticsSamples.Paraboloid(X, Y)) with { BestFit = (1, 2), Reference = (1, 1) };

    [Fact]
    public void A_paraboloid_has_one_closed_ellipse_per_level()
    {
        Assert.Equal([LikelihoodContours.OneSigma, LikelihoodContours.TwoSigma], Contours.Lines.Select(line => line.Level));
        foreach (ContourLine line in Contours.Lines)
        {
            Assert.Equal((line.X[0], line.Y[0]), (line.X[^1], line.Y[^1]));
            // Linear interpolation of a parabola is off by at most an eighth of its second derivative times the square of the step.
            double most = (8 * 0.06 * 0.06 / 8) + (2 * 0.1 * 0.1 / 8);
            Assert.All(line.X.Zip(line.Y), point => Assert.Equal(line.Level, Math.Pow((point.First - 1) / 0.5, 2) + Math.Pow(point.Second - 2, 2), most));
        }
    }

    [Fact]
    public void Levels_hold_the_share_of_one_and_two_sigma_in_two_dimensions()
    {
        Assert.Equal(0.6826894921370859, 1 - Math.Exp(-LikelihoodContours.OneSigma / 2), 14);
        Assert.Equal(0.9544997361036416, 1 - Math.Exp(-LikelihoodContours.TwoSigma / 2), 14);
    }

    [Fact]
    public void A_contour_that_leaves_the_grid_is_open_and_follows_it_from_side_to_side()
    {
        ContourLine line = Assert.Single(LikelihoodContours.FromGrid("x", "y", [0, 1, 2], [0, 1, 2], new double[,] { { 0, 1, 2 }, { 0, 1, 2 }, { 0, 1, 2 } }, 0.5).Lines);
        Assert.Equal([0.5, 0.5, 0.5], line.X);
        Assert.Equal([0.0, 1, 2], line.Y.Order());
    }

    [Fact]
    public void A_saddle_gives_two_lines()
    {
        IReadOnlyList<ContourLine> lines = LikelihoodContours.FromGrid("x", "y", [0, 1], [0, 1], new double[,] { { 0, 4 }, { 4, 0 } }, 1).Lines;
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Equal(2, line.X.Count));
        Assert.Contains(lines, line => line.X.Max() == 0.25 && line.Y.Max() == 0.25);
    }

    [Fact]
    public void The_figure_names_levels_best_fit_and_reference()
    {
        Figure figure = ContourFigure.Create(Contours);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "68.3 % CL", "95.4 % CL", "Best fit", "SM", "μ₁", "μ₂" })
            Assert.Contains(text, svg.Texts);
        Assert.Contains(figure.Panels[0].Series.OfType<DataPoints>(), points => points.Marker == MarkerShape.Cross);
    }

    [Fact]
    public void Several_lines_of_a_level_have_one_entry()
    {
        var svg = new SvgReader(ContourFigure.Create(new LikelihoodContours("x", "y", [new ContourLine(2.3, [0, 1], [0, 1]), new ContourLine(2.3, [2, 3], [0, 1])])));
        Assert.Single(svg.Texts, text => text == "68.3 % CL");
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        double[,] grid = { { 0, 1 }, { 1, double.NaN } };
        Assert.Contains("NaN at [1, 1]", StatisticsSamples.Message(() => LikelihoodContours.FromGrid("x", "y", [0, 1], [0, 1], grid)), StringComparison.Ordinal);
        Assert.Contains("shape [2, 2]", StatisticsSamples.Message(() => LikelihoodContours.FromGrid("x", "y", [0, 1, 2], [0, 1], grid)), StringComparison.Ordinal);
        Assert.Contains("must increase", StatisticsSamples.Message(() => LikelihoodContours.FromGrid("x", "y", [1, 1], [0, 1], grid)), StringComparison.Ordinal);
        Assert.Contains("no contour lines", StatisticsSamples.Message(() => ContourFigure.Create(Contours with { Lines = [] })), StringComparison.Ordinal);
        Assert.Contains("level is -1", StatisticsSamples.Message(() => ContourFigure.Create(Contours with { Lines = [new ContourLine(-1, [0, 1], [0, 1])] })), StringComparison.Ordinal);
        Assert.Contains("Y has 1 values", StatisticsSamples.Message(() => ContourFigure.Create(Contours with { Lines = [new ContourLine(1, [0, 1], [0])] })), StringComparison.Ordinal);
        Assert.Contains("the best fit[0] is NaN", StatisticsSamples.Message(() => ContourFigure.Create(Contours with { BestFit = (double.NaN, 0) })), StringComparison.Ordinal);
    }
}
