using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;

namespace Pullback.Plotting.Tests.Standard;

public sealed class ProfileScanFigureTests
{
    private static readonly double[] Values = [0, 0.5, 1.1, 2, 3];

    private static ProfileScan Parabola { get; } = new("μ", Values, [.. Values.Select(x => 4 * Math.Pow(x - 1.2, 2))]);

    [Fact]
    public void Lines_stand_at_one_and_four()
    {
        Figure figure = ProfileScanFigure.Create(Parabola);
        Assert.Equal([1.0, 4.0], figure.Panels[0].Series.OfType<ReferenceLine>().Select(line => line.Value));
        Assert.All(figure.Panels[0].Series.OfType<ReferenceLine>(), line => Assert.Equal(LineStyle.Dashed, line.Style));
        var svg = new SvgReader(figure);
        Assert.Contains("−2 Δln L", svg.Texts);
        Assert.Contains("1σ", svg.Texts);
        Assert.Contains("2σ", svg.Texts);
    }

    [Fact]
    public void The_minimum_of_a_parabola_is_marked_at_its_vertex_between_the_points() =>
        Assert.Equal(1.2, StatisticsSamples.Single<DataPoints>(ProfileScanFigure.Create(Parabola).Panels[0]).X[0], 12);

    [Fact]
    public void A_given_best_fit_and_a_minimum_at_an_end_are_kept()
    {
        Assert.Equal(1.25, StatisticsSamples.Single<DataPoints>(ProfileScanFigure.Create(Parabola with { BestFit = 1.25 }).Panels[0]).X[0]);
        Assert.Equal(0, StatisticsSamples.Single<DataPoints>(ProfileScanFigure.Create(new ProfileScan("μ", [0, 1, 2], [0, 1, 4])).Panels[0]).X[0]);
    }

    [Fact]
    public void Comparisons_are_named_in_the_legend()
    {
        var svg = new SvgReader(ProfileScanFigure.Create(Parabola with { Comparisons = [new ScanCurve("Stat. only", [0, 3], [5, 5])], Notes = ["note"] }));
        Assert.Contains("Observed", svg.Texts);
        Assert.Contains("Stat. only", svg.Texts);
        Assert.Contains("note", svg.Texts);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Contains("TwiceNll has 1 values", StatisticsSamples.Message(() => ProfileScanFigure.Create(Parabola with { TwiceNll = [1] })), StringComparison.Ordinal);
        Assert.Contains("must increase", StatisticsSamples.Message(() => ProfileScanFigure.Create(new ProfileScan("μ", [1, 0], [1, 2]))), StringComparison.Ordinal);
        Assert.Contains("TwiceNll[1] is NaN", StatisticsSamples.Message(() => ProfileScanFigure.Create(new ProfileScan("μ", [0, 1], [1, double.NaN]))), StringComparison.Ordinal);
        Assert.Contains("1 points", StatisticsSamples.Message(() => ProfileScanFigure.Create(new ProfileScan("μ", [0], [1]))), StringComparison.Ordinal);
        Assert.Contains("'other'", StatisticsSamples.Message(() => ProfileScanFigure.Create(Parabola with { Comparisons = [new ScanCurve("other", [0, 1], [1])] })), StringComparison.Ordinal);
        Assert.Contains("must be positive", StatisticsSamples.Message(() => ProfileScanFigure.Create(Parabola with { Highest = 0 })), StringComparison.Ordinal);
    }
}
