using Pullback.Learning.Categories;
using Pullback.Learning.Categories.Sidebands;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Tests.Categories.Sidebands;

public sealed class SidebandFitTests
{
    private const double Slope = -0.025;

    public static TheoryData<SidebandMethod> Methods => [.. Enum.GetValues<SidebandMethod>()];

    public static TheoryData<SidebandMethod, bool> MethodsAndWindows => [.. from m in Enum.GetValues<SidebandMethod>() from excluded in (bool[])[true, false] select (m, excluded)];

    [Theory]
    [MemberData(nameof(MethodsAndWindows))]
    public void The_true_slope_and_factor_are_found_within_their_uncertainties(SidebandMethod method, bool excludeWindow)
    {
        var fit = new SidebandFit(new SidebandOptions { Method = method, ExcludeWindow = excludeWindow, Bins = 20 });
        double factor = Integral(123.5, 126.5) / Integral(100, 180);
        double pull = 0, factorPull = 0, square = 0;
        const int Toys = 60;
        // Uncertainties from the events of a bin themselves favour bins that fluctuated down: a bias of about 1/√(events of a bin) of the uncertainty.
        int events = method == SidebandMethod.WeightedLeastSquares ? 40_000 : 2000;
        for (int toy = 0; toy < Toys; toy++)
        {
            (double[] masses, double[] weights) = Events(toy, events);
            SidebandFactor found = fit.Fit(masses, weights);
            Assert.Equal(SidebandFallback.None, found.Fallback);
            double z = (found.Slope - Slope) / found.SlopeUncertainty!.Value;
            pull += z / Toys;
            square += z * z / Toys;
            factorPull += (found.Factor - factor) / found.Uncertainty!.Value / Toys;
        }

        Assert.Equal(0.0, pull, 4 / Math.Sqrt(Toys));
        Assert.Equal(0.0, factorPull, 4 / Math.Sqrt(Toys));
        Assert.Equal(1.0, square, 4 * Math.Sqrt(2.0 / Toys));
    }

    [Fact]
    public void Over_the_whole_range_the_mean_of_the_model_is_that_of_the_events()
    {
        (double[] masses, double[] weights) = Events(1, 500);
        SidebandFactor found = new SidebandFit(new SidebandOptions { ExcludeWindow = false }).Fit(masses, weights);
        double b = found.Slope;
        // ⟨m⟩ = [m e^{Bm}/B − e^{Bm}/B²] / [e^{Bm}/B] between the ends.
        double low = Math.Exp(b * 100), high = Math.Exp(b * 180);
        double mean = (((180 - (1 / b)) * high) - ((100 - (1 / b)) * low)) / (high - low);
        Assert.Equal(masses.Zip(weights, (m, w) => m * w).Sum() / weights.Sum(), mean, 1e-9);
        Assert.Equal((Math.Exp(b * 126.5) - Math.Exp(b * 123.5)) / (high - low), found.Factor, 1e-14);
        Assert.Equal(500, found.Events);
    }

    [Fact]
    public void Equal_weights_have_the_uncertainty_of_the_information()
    {
        (double[] masses, double[] weights) = Events(2, 40_000, weighted: false);
        var fit = new SidebandFit(new SidebandOptions());
        SidebandFactor found = fit.Fit(masses, weights);
        // For unit weights 1/√(N Var m) up to the statistics of the variance.
        Exponential model = Exponential.Over([new(-40, -16.5), new(-13.5, 40)], found.Slope);
        Assert.Equal(1.0, found.SlopeUncertainty!.Value * Math.Sqrt(found.Events!.Value * model.Variance), 0.02);
        // Weights times a number change nothing, a quarter of the events doubles the uncertainty.
        SidebandFactor scaled = fit.Fit(masses, [.. weights.Select(w => 7 * w)]);
        Assert.Equal(found.Factor, scaled.Factor, 1e-13);
        Assert.Equal(found.Uncertainty!.Value, scaled.Uncertainty!.Value, 1e-13);
        Assert.Equal(2.0, fit.Fit(masses.AsSpan(0, 10_000), weights.AsSpan(0, 10_000)).SlopeUncertainty!.Value / found.SlopeUncertainty.Value, 0.1);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void An_exponential_is_found_exactly(SidebandMethod method)
    {
        if (method == SidebandMethod.Unbinned) return;
        var options = new SidebandOptions { Method = method, ExcludeWindow = false, Bins = 16 };
        double[] contents = [.. Enumerable.Range(0, 16).Select(b => method == SidebandMethod.Binned ? 1e4 * Integral(100 + (5 * b), 105 + (5 * b)) : 1e6 * Math.Exp(Slope * (102.5 + (5 * b))))];
        SidebandFactor found = new SidebandFit(options).Fit(new MassHistogram(contents, contents));
        Assert.Equal(Slope, found.Slope, 1e-12);
        Assert.Equal(Integral(123.5, 126.5) / Integral(100, 180), found.Factor, 1e-12);
    }

    [Fact]
    public void Least_squares_with_equal_uncertainties_has_a_vanishing_gradient()
    {
        // The way of gato-hep: contents of 10 bins against A e^{Bm} at the centers.
        double[] contents = [410, 335, 290, 205, 190, 140, 128, 80, 85, 60];
        SidebandFactor found = new SidebandFit(new SidebandOptions { Method = SidebandMethod.LeastSquares, ExcludeWindow = false }).Fit(new MassHistogram(contents, contents));
        double[] e = [.. Enumerable.Range(0, 10).Select(b => Math.Exp(found.Slope * (8 * b)))];
        double amplitude = contents.Zip(e, (n, x) => n * x).Sum() / e.Sum(x => x * x);
        double gradient = Enumerable.Range(0, 10).Sum(b => (contents[b] - (amplitude * e[b])) * b * e[b]);
        Assert.Equal(0.0, gradient, 1e-8);
        Assert.InRange(found.Slope, -0.03, -0.02);
    }

    [Fact]
    public void Fine_bins_are_no_bins()
    {
        (double[] masses, double[] weights) = Events(3, 3000);
        SidebandFactor events = new SidebandFit(new SidebandOptions()).Fit(masses, weights);
        SidebandFactor fine = new SidebandFit(new SidebandOptions { Method = SidebandMethod.Binned, Bins = 16_000 }).Fit(masses, weights);
        Assert.Equal(events.Slope, fine.Slope, 1e-6);
        Assert.Equal(events.Uncertainty!.Value, fine.Uncertainty!.Value, 1e-3 * events.Uncertainty.Value);
        Assert.Equal(events.Derivative(111), fine.Derivative(111), 1e-3 * Math.Abs(events.Derivative(111)));
    }

    [Theory]
    [MemberData(nameof(MethodsAndWindows))]
    public void Derivatives_by_the_weights_of_events_agree_with_differences(SidebandMethod method, bool excludeWindow)
    {
        // A weighted fit holds the uncertainties of its bins, which weights would move: it is tested by contents below.
        if (method == SidebandMethod.WeightedLeastSquares) return;
        (double[] masses, double[] weights) = Events(4, 200);
        foreach (SidebandBase from in Enum.GetValues<SidebandBase>())
        {
            var fit = new SidebandFit(new SidebandOptions { Method = method, ExcludeWindow = excludeWindow, Base = from });
            SidebandFactor found = fit.Fit(masses, weights);
            for (int e = 0; e < masses.Length; e += 17)
            {
                const double Step = 1e-4;
                double[] up = [.. weights];
                double[] down = [.. weights];
                up[e] += Step;
                down[e] -= Step;
                Assert.Equal((fit.Fit(masses, up).Factor - fit.Fit(masses, down).Factor) / (2 * Step), found.Derivative(masses[e]), 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(MethodsAndWindows))]
    public void Derivatives_by_the_contents_of_bins_agree_with_differences(SidebandMethod method, bool excludeWindow)
    {
        if (method == SidebandMethod.Unbinned) return;
        var fit = new SidebandFit(new SidebandOptions { Method = method, ExcludeWindow = excludeWindow });
        (double[] masses, double[] weights) = Events(5, 300);
        MassHistogram histogram = fit.Fill(masses, weights);
        SidebandFactor found = fit.Fit(histogram);
        Assert.Equal(fit.Fit(masses, weights).Factor, found.Factor, 1e-15);
        for (int b = 0; b < 10; b++)
        {
            double Moved(double by) => fit.Fit(histogram with { Contents = [.. histogram.Contents.Select((n, i) => i == b ? n + by : n)] }).Factor;
            Assert.Equal((Moved(1e-3) - Moved(-1e-3)) / 2e-3, found.ContentDerivatives![b], 1e-9);
        }

        double variance = histogram.Variances.Zip(found.ContentDerivatives!, (v, d) => v * d * d).Sum();
        Assert.Equal(Math.Sqrt(variance), found.Uncertainty!.Value, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Shares_of_zero_and_one_are_an_assignment_and_equal_shares_are_one_fit(SidebandMethod method)
    {
        (double[] masses, double[] weights) = Events(6, 900);
        int[] assigned = [.. Enumerable.Range(0, masses.Length).Select(e => e % 3)];
        double[] shares = [.. assigned.SelectMany(k => Enumerable.Range(0, 3).Select(j => j == k ? 1.0 : 0.0))];
        var fit = new SidebandFit(new SidebandOptions { Method = method });
        IReadOnlyList<SidebandFactor> hard = fit.FitAssigned(masses, weights, assigned, 3);
        IReadOnlyList<SidebandFactor> soft = fit.FitShared(masses, weights, shares);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(hard[k].Factor, soft[k].Factor);
            Assert.Equal(hard[k].Uncertainty, soft[k].Uncertainty);
            Assert.Equal(hard[k].Events, soft[k].Events);
            int category = k;
            Assert.Equal(fit.Fit([.. masses.Where((_, e) => e % 3 == category)], [.. weights.Where((_, e) => e % 3 == category)]).Factor, hard[k].Factor);
        }

        double[] half = new double[2 * masses.Length];
        half.AsSpan().Fill(0.5);
        Assert.All(fit.FitShared(masses, weights, half), f => Assert.Equal(fit.Fit(masses, weights).Factor, f.Factor, 1e-13));
    }

    [Fact]
    public void Events_in_an_excluded_window_and_outside_the_range_have_no_say()
    {
        (double[] masses, double[] weights) = Events(7, 500);
        var fit = new SidebandFit(new SidebandOptions());
        SidebandFactor found = fit.Fit(masses, weights);
        SidebandFactor more = fit.Fit([.. masses, 125, 123.5, 99.9, 180.1, 1e9], [.. weights, 1e6, 1e6, 1e6, 1e6, 1e6]);
        Assert.Equal(found.Factor, more.Factor);
        Assert.Equal((0.0, 0.0), (found.Derivative(125), found.Derivative(99)));
        Assert.NotEqual(found.Factor, fit.Fit([.. masses, 126.5, 180], [.. weights, 10, 10]).Factor);
    }

    [Fact]
    public void A_rising_continuum_is_the_mirror_of_a_falling_one()
    {
        (double[] masses, double[] weights) = Events(8, 500);
        var options = new SidebandOptions { Window = new ScoreRange(138, 142) };
        SidebandFactor falling = new SidebandFit(options).Fit(masses, weights);
        SidebandFactor rising = new SidebandFit(options).Fit([.. masses.Select(m => 280 - m)], weights);
        Assert.Equal(-falling.Slope, rising.Slope, 1e-12);
        Assert.Equal(falling.Factor, rising.Factor, 1e-13);
    }

    [Theory]
    [InlineData(SidebandBase.Range, 3.0 / 80)]
    [InlineData(SidebandBase.Sidebands, 3.0 / 77)]
    public void What_cannot_be_fitted_is_flat_and_says_why(SidebandBase from, double flat)
    {
        foreach (SidebandMethod method in Enum.GetValues<SidebandMethod>())
        {
            var fit = new SidebandFit(new SidebandOptions { Method = method, Base = from });
            (double[] Masses, double[] Weights, SidebandFallback Reason)[] cases =
            [
                ([], [], SidebandFallback.TooFewEvents),
                ([125], [1], SidebandFallback.TooFewEvents),
                ([110], [1], SidebandFallback.TooFewEvents),
                ([110, 150], [1, 1e-3], SidebandFallback.TooFewEvents),
                ([110, 150, 160], [-1, -1, 1], SidebandFallback.NoPositiveYield),
                ([100, 100, 100], [1, 1, 1], SidebandFallback.NoFiniteSlope),
            ];
            foreach ((double[] masses, double[] weights, SidebandFallback reason) in cases)
            {
                SidebandFactor found = fit.Fit(masses, weights);
                Assert.Equal(reason, found.Fallback);
                Assert.Equal(flat, found.Factor, 1e-15);
                Assert.Null(found.Uncertainty);
                Assert.Equal(0.0, found.Derivative(110));
                Assert.Contains("ratio of the widths", found.Fallback.Advice(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Negative_weights_count_as_what_they_are()
    {
        (double[] masses, double[] weights) = Events(9, 800);
        var fit = new SidebandFit(new SidebandOptions());
        // An event and its opposite are no event.
        SidebandFactor found = fit.Fit([.. masses, 150, 150], [.. weights, 3, -3]);
        Assert.Equal(fit.Fit(masses, weights).Factor, found.Factor, 1e-13);
        Assert.True(found.Uncertainty > fit.Fit(masses, weights).Uncertainty);
    }

    [Fact]
    public void Options_and_events_that_cannot_be_are_told()
    {
        string message = Assert.Throws<ArgumentException>(() => new SidebandFit(new SidebandOptions { Range = new(180, 100), Window = new(1, 0), Bins = 1, MinimumEvents = -1 })).Message;
        foreach (string part in (string[])["mass range is from 180 to 100", "window is from 1 to 0", "1 bins", "number of events is -1"]) Assert.Contains(part, message, StringComparison.Ordinal);
        Has(() => _ = new SidebandFit(new SidebandOptions { Window = new(90, 120) }), "must be a part of the range from 100 to 180");
        var fit = new SidebandFit(new SidebandOptions());
        Has(() => fit.Fit([110, double.NaN], [1, 1]), "The mass at 1 is NaN");
        Has(() => fit.Fit([110], [double.PositiveInfinity]), "The weight at 0 is ");
        Has(() => fit.Fit([110], [1, 2]), "1 masses, but 2 weights");
        Has(() => fit.FitShared([110, 120], [1, 1], [1, 0, 1]), "3 shares");
        Has(() => fit.FitAssigned([110], [1], [2], 2), "Event 0 is assigned to category 2, but there are 2");
        Has(() => new SidebandFit(new SidebandOptions { Method = SidebandMethod.Binned }).Fit(new MassHistogram([1], [1])), "10 bins, but the histogram has 1");
        Assert.Contains("take the binned method", Assert.Throws<InvalidOperationException>(() => fit.Fit(new MassHistogram([], []))).Message, StringComparison.Ordinal);
    }

    private static void Has(Action action, string part) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static double Integral(double low, double high) => (Math.Exp(Slope * low) - Math.Exp(Slope * high)) / -Slope;

    private static (double[] Masses, double[] Weights) Events(int toy, int count, bool weighted = true)
    {
        var stream = new RandomStream(11, "sideband test", (ulong)toy);
        double[] masses = new double[count];
        double[] weights = new double[count];
        for (int e = 0; e < count; e++)
        {
            masses[e] = 100 + (Math.Log(1 - (stream.Uniform() * (1 - Math.Exp(80 * Slope)))) / Slope);
            weights[e] = weighted ? stream.Uniform(0.2, 1.8) : 1.0;
        }

        return (masses, weights);
    }
}
