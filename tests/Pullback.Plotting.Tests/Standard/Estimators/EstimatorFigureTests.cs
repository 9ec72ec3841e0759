using Pullback.Plotting.Figures;
using Pullback.Plotting.Series;
using Pullback.Plotting.Standard;
using Pullback.Plotting.Standard.Estimators;

namespace Pullback.Plotting.Tests.Standard.Estimators;

public sealed class EstimatorFigureTests
{
    private static readonly CalibrationPoints Curve = new("As trained", [0.2, 0.7], [0.25, 0.6], [0.2, 0.5], [0.32, 0.75]);

    private static readonly ClosurePoints Means = new("θ₀", "E[r]", [0, 1, 2], [1.01, 0.98, 1.4], [0.01, 0.02, 0.5], 1) { Doubtful = [false, false, true] };

    private static readonly ReweightedObservable Observable = new("x₀", [0, 1, 3], [0.4, 0.6], [0.02, 0.03], [0.42, 0.58], [0.03, 0.04], [0.7, 0.3]) { Notes = ["χ²/1 = 0.3"] };

    [Fact]
    public void A_calibration_has_its_diagonal_and_the_difference_below()
    {
        Figure figure = CalibrationFigure.Create([Curve, Curve with { Label = "Corrected" }], "s", "note");
        DataPoints[] above = [.. figure.Panels[0].Series.OfType<DataPoints>()], below = [.. figure.Panels[1].Series.OfType<DataPoints>()];
        Assert.Equal(2, above.Length);
        Assert.Equal(0.05, above[0].Down![0], 12);
        Assert.Equal(0.15, above[0].Up![1], 12);
        Assert.Equal(-0.1, below[0].Y[1], 12);
        var svg = new SvgReader(figure);
        foreach (string text in new[] { "As trained", "Corrected", "Calibrated", "note", "Observed share" }) Assert.Contains(text, svg.Texts);
    }

    [Fact]
    public void Means_with_few_events_behind_them_stand_apart()
    {
        Figure figure = ClosureFigure.Create(Means, Means with { Vertical = "E[t]", Ideal = 0, Doubtful = null });
        Assert.Equal(2, figure.Panels.Count);
        DataPoints[] points = [.. figure.Panels[0].Series.OfType<DataPoints>()];
        Assert.Equal([0.0, 1.0], points[0].X);
        Assert.Equal([2.0], points[1].X);
        Assert.Equal(1, StatisticsSamples.Single<ReferenceLine>(figure.Panels[0]).Value);
        Assert.Contains("Few effective events", new SvgReader(figure).Texts);
    }

    [Fact]
    public void Reweighting_is_shown_as_densities_and_as_their_ratio()
    {
        Figure figure = ReweightingFigure.Create(Observable);
        Assert.Equal([0.4, 0.3], figure.Panels[0].Series.OfType<Histogram>().Last().Counts);
        Assert.Equal(1.05, StatisticsSamples.Single<DataPoints>(figure.Panels[1]).Y[0], 12);
        Assert.Contains("χ²/1 = 0.3", new SvgReader(figure).Texts);
        Assert.NotEmpty(new SvgReader(ReweightingFigure.Create(Observable with { Target = [0, 1] })).Texts);
    }

    [Fact]
    public void The_ends_of_an_interval_are_lines_up_to_its_level()
    {
        var scan = new ProfileScan("μ", [-3, 0, 3], [9, 0, 9]) { Interval = new ScanInterval("95 % CL", 3.84, -1.96, null) };
        Curve end = ProfileScanFigure.Create(scan).Panels[0].Series.OfType<Curve>().Single(curve => curve.Label == "95 % CL");
        Assert.Equal([-1.96, -1.96], end.X);
        Assert.Equal(3.84, end.Y[1]);
        Assert.Contains("must be positive", StatisticsSamples.Message(() => ProfileScanFigure.Create(scan with { Interval = new ScanInterval("x", 0, 1, null) })), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_end_of_a_pseudo_experiment_is_counted_once()
    {
        var limits = new PseudoLimits("μ", 0.5, [-1, -0.9, 0.1], [1, 1.2]) { ExpectedUpper = 1.1, Notes = ["95 % covered"] };
        Figure figure = PseudoLimitsFigure.Create(limits, 7);
        Assert.Equal([3.0, 2.0], figure.Panels[0].Series.OfType<Histogram>().Select(histogram => histogram.Counts.Sum()));
        Assert.Equal([1.1, 0.5], figure.Panels[0].Series.OfType<ReferenceLine>().Select(line => line.Value));
        var svg = new SvgReader(figure);
        Assert.Contains("95 % covered", svg.Texts);
        Assert.Contains("Upper, expected", svg.Texts);
        Assert.Contains("no ends", StatisticsSamples.Message(() => PseudoLimitsFigure.Create(limits with { Lower = [], Upper = [] })), StringComparison.Ordinal);
        Assert.NotEmpty(new SvgReader(PseudoLimitsFigure.Create(new PseudoLimits("μ", 1, [], [1]))).Texts);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Contains("needs at least one", StatisticsSamples.Message(() => CalibrationFigure.Create([], "s")), StringComparison.Ordinal);
        Assert.Contains("Upper[1] is 1.5", StatisticsSamples.Message(() => CalibrationFigure.Create([Curve with { Upper = [0.3, 1.5] }], "s")), StringComparison.Ordinal);
        Assert.Contains("Mean has 1 values", StatisticsSamples.Message(() => ClosureFigure.Create(Means with { Mean = [1] })), StringComparison.Ordinal);
        Assert.Contains("Uncertainty[0] is -1", StatisticsSamples.Message(() => ClosureFigure.Create(Means with { Uncertainty = [-1, 0, 0] })), StringComparison.Ordinal);
        Assert.Contains("'x₀': Target with one more", StatisticsSamples.Message(() => ReweightingFigure.Create(Observable with { Target = [1] })), StringComparison.Ordinal);
    }
}
