using Pullback.Autodiff;
using Pullback.Statistics.Likelihoods;
using static Pullback.Statistics.Tests.Likelihoods.LikelihoodCases;

namespace Pullback.Statistics.Tests.Likelihoods;

/// <summary>Every term against its formula in plain loops, and its derivatives against differences, forward against reverse.</summary>
public sealed class LikelihoodTermTests
{
    private static readonly EventSample Data = Sample("data", 240, 1);
    private static readonly EventSample Weighted = Sample("weighted", 240, 2, weighted: true);
    private static readonly EventSample Simulation = Sample("simulation", 3000, 3, weighted: true);
    private static readonly EventSample Other = Sample("other", 90, 4);

    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, (ILikelihoodTerm Term, Func<double[], double> Formula)> Cases { get; } = new()
    {
        ["normalized"] = (new NormalizedLikelihood(Data, Simulation, Density), p => Normalized(Data, p, 1, 1, extended: false)),
        ["weighted"] = (new NormalizedLikelihood(Weighted, Simulation, Density), p => Normalized(Weighted, p, Alpha(Weighted, 1), 1, extended: false)),
        ["not scaled"] = (new NormalizedLikelihood(Weighted, Simulation, Density, new UnbinnedOptions { ScalesWeights = false, ClipBelow = null }), p => Normalized(Weighted, p, 1, 1, extended: false)),
        ["subtracted"] = (
            new NormalizedLikelihood(Data, Simulation, Density, new UnbinnedOptions { Background = Other, BackgroundWeight = 0.4 }),
            p => Normalized(Data.With(Other, -0.4), p, Alpha(Data.With(Other, -0.4), 1), 1, extended: false)),
        ["extended"] = (new NormalizedLikelihood(Weighted, Simulation, Density, new UnbinnedOptions { Extended = true }), p => Normalized(Weighted, p, Alpha(Weighted, 1), 1, extended: true)),
        ["resolution"] = (new NormalizedLikelihood(Weighted, Simulation, Density, new UnbinnedOptions { Resolution = 4 }), p => Normalized(Weighted, p, Alpha(Weighted, 4), 4, extended: false)),
        ["resolution, no weights"] = (new NormalizedLikelihood(Data, Simulation, Density, new UnbinnedOptions { Resolution = 3 }), p => Normalized(Data, p, 1.0 / 3, 3, extended: false)),
        ["injected"] = (new InjectedSimulationLikelihood(Data, Simulation, Other, Density, "c"), Injected),
        ["background density"] = (new BackgroundDensityLikelihood(Weighted, Simulation, Density, Background, p => p["c"], Efficiency), p => Mixed(p, extended: false)),
        ["background density, extended"] = (
            new BackgroundDensityLikelihood(Weighted, Simulation, Density, Background, p => p["c"], Efficiency, new UnbinnedOptions { Extended = true }), p => Mixed(p, extended: true)),
        ["flat background"] = (new BackgroundDensityLikelihood(Data, Simulation, Density, (_, _) => 1.0, _ => 0.2), FlatBackground),
        ["constraint"] = (new ParameterConstraint("b", 0.5, 0.2), p => 0.5 * Math.Pow((p[1] - 0.5) / 0.2, 2)),
        ["fraction"] = (
            new FractionConstraint(Simulation, (s, p) => Op.Square(p["b"]) * Op.Exp(-s["y"]), Density, 0.3, 0.05),
            p => 0.5 * Math.Pow(((Mean((_, y) => p[1] * p[1] * Math.Exp(-y)) / Mean((x, y) => Density(x, y, p))) - 0.3) / 0.05, 2)),
        ["least squares"] = (new LeastSquaresTerm(Weighted, Density), p => 0.5 * Sum(Weighted, (x, y, w) => Math.Pow(w - Density(x, y, p), 2))),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_term_is_its_formula_with_its_derivatives(string name)
    {
        (ILikelihoodTerm term, Func<double[], double> formula) = Cases[name];
        using var likelihood = new UnbinnedLikelihood(Set, [term]);
        int order = Set.Count;
        double[] gradient = new double[order], hessian = new double[order * order], again = new double[order], product = new double[order];
        double value = likelihood.ValueGradientAndHessian(Point, gradient, hessian);
        Assert.Equal(formula(Point), value, 1e-11 * Math.Max(1, Math.Abs(value)));
        Assert.Equal(value, likelihood.Value(Point), 1e-13 * Math.Max(1, Math.Abs(value)));
        Assert.Equal(value, likelihood.ValueAndGradient(Point, again), 1e-13 * Math.Max(1, Math.Abs(value)));
        double[] vector = [0.3, -1.1, 0.7];
        likelihood.HessianProduct(Point, vector, again, product);
        double scale = 1 + hessian.Max(Math.Abs);
        for (int i = 0; i < order; i++)
        {
            Assert.Equal(gradient[i], again[i], 1e-10 * scale);
            Assert.Equal(Enumerable.Range(0, order).Sum(j => hessian[(i * order) + j] * vector[j]), product[i], 1e-10 * scale);
            const double Step = 1e-4;
            double[] up = [.. Point], down = [.. Point], upGradient = new double[order], downGradient = new double[order];
            up[i] += Step;
            down[i] -= Step;
            Assert.Equal((formula(up) - formula(down)) / (2 * Step), gradient[i], 1e-5 * scale);
            likelihood.ValueAndGradient(up, upGradient);
            likelihood.ValueAndGradient(down, downGradient);
            for (int j = 0; j < order; j++) Assert.Equal((upGradient[j] - downGradient[j]) / (2 * Step), hessian[(i * order) + j], 1e-5 * scale);
        }
    }

    [Fact]
    public void Terms_add_up_and_share_events_and_parameters()
    {
        ILikelihoodTerm[] terms = [.. Cases.Values.Select(c => c.Term)];
        using var all = new UnbinnedLikelihood(Set, terms);
        Assert.Equal(Cases.Values.Sum(c => c.Formula(Point)), all.Value(Point), 1e-9);
    }

    [Fact]
    public void The_sum_of_a_function_over_events_has_the_derivatives_of_the_reference()
    {
        // tf-pwa's own test: f = a + b² + x at a = 1, b = 2, over x = 1, 2.
        var sample = new EventSample("two", new Dictionary<string, ReadOnlyMemory<double>> { ["x"] = new double[] { 1, 2 } });
        using var sum = new UnbinnedLikelihood(
            new([new("a", 1, -9, 9), new("b", 2, -9, 9)]),
            [new CustomTerm(graph => Op.SumEvents(graph.Parameters["a"] + Op.Square(graph.Parameters["b"]) + graph.Sample(sample)["x"]))]);
        double[] gradient = new double[2], hessian = new double[4];
        Assert.Equal(13, sum.ValueGradientAndHessian([1, 2], gradient, hessian), 1e-14);
        Assert.Equal([2, 8], gradient);
        Assert.Equal([0, 0, 0, 4], hessian);
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        EventSample data = Sample("many data", 30_000, 7), simulation = Sample("much simulation", 100_000, 8, weighted: true);
        double[] reference = Ask(1);
        foreach (int threads in (int[])[2, 5]) Assert.Equal(reference, Ask(threads));

        double[] Ask(int threads)
        {
            using var likelihood = new UnbinnedLikelihood(Set, [new NormalizedLikelihood(data, simulation, Density)], threads);
            double[] gradient = new double[3], hessian = new double[9];
            return [likelihood.ValueGradientAndHessian(Point, gradient, hessian), .. gradient, .. hessian];
        }
    }

    [Fact]
    public void Weights_are_scaled_once_however_often()
    {
        double[] weights = [0.5, -0.2, 1.5, 1, 0, 2];
        double alpha = EventWeights.Alpha(weights, 2);
        Assert.Equal((0.3 + 2.5 + 2) / ((0.3 * 0.3) + (2.5 * 2.5) + 4), alpha, 1e-14);
        Assert.Equal(1, EventWeights.Alpha([.. weights.Select(w => alpha * w)], 2), 1e-14);
        Assert.Throws<ArgumentException>(() => EventWeights.Alpha(weights, 4));
        Assert.Throws<ArgumentException>(() => EventWeights.Alpha(new double[3]));
    }

    [Fact]
    public void A_density_that_is_negative_makes_the_plain_likelihood_infinite_and_the_clipped_one_large()
    {
        Expr Negative(TracedSample sample, TracedParameters p) => p["a"] + sample["x"];
        using var plain = new UnbinnedLikelihood(Set, [new NormalizedLikelihood(Data, Data, Negative, new UnbinnedOptions { ClipBelow = null })]);
        Assert.Equal(double.PositiveInfinity, plain.Value([1, 0, 0]));
        using var clipped = new UnbinnedLikelihood(Set, [new NormalizedLikelihood(Data, Data, Negative)]);
        Assert.InRange(clipped.Value([1, 0, 0]), 1e10, 1e15);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_its_reason()
    {
        Dictionary<string, ReadOnlyMemory<double>> columns = new() { ["x"] = new double[] { 1, double.NaN }, ["y"] = new double[] { 1, 2 } };
        Contains("column 'x' has NaN in row 1", () => new EventSample("s", columns));
        columns["x"] = new double[] { 1 };
        Contains("has 2 numbers, but column 'x' has 1", () => new EventSample("s", columns));
        Contains("no columns", () => new EventSample("s", new Dictionary<string, ReadOnlyMemory<double>>()));
        Contains("no column in common", () => Data.With(new EventSample("s", new Dictionary<string, ReadOnlyMemory<double>> { ["z"] = new double[] { 1 } }), -1));
        Contains("no column 'z'", () => Likelihood(new NormalizedLikelihood(Data, Simulation, (s, _) => s["z"])));
        Contains("no parameter 'z'", () => Likelihood(new NormalizedLikelihood(Data, Simulation, (_, p) => p["z"])));
        Contains("no multiple of the 7 rows", () => Likelihood(new NormalizedLikelihood(Data, Simulation, Density, new UnbinnedOptions { Resolution = 7 })));
        Contains("weight of the background is -1", () => Likelihood(new NormalizedLikelihood(Data, Simulation, Density, new UnbinnedOptions { BackgroundWeight = -1 })));
        Contains("cannot be extended", () => Likelihood(new InjectedSimulationLikelihood(Data, Simulation, Other, Density, "c", new UnbinnedOptions { Extended = true })));
        Contains("deviation positive", () => Likelihood(new ParameterConstraint("a", 0, 0)));
        Contains("has no weights", () => Likelihood(new LeastSquaresTerm(Data, Density)));
        Contains("one number. Sum it", () => Likelihood(new CustomTerm(graph => graph.Sample(Data)["x"])));
        Contains("no terms", () => new UnbinnedLikelihood(Set, []));
        var empty = new EventSample("none", new Dictionary<string, ReadOnlyMemory<double>> { ["x"] = ReadOnlyMemory<double>.Empty });
        Contains("has no events", () => Likelihood(new NormalizedLikelihood(empty, Simulation, Density)));
        Contains("has no events", () => Likelihood(new InjectedSimulationLikelihood(Data, Simulation, empty, (s, _) => s["x"], "c")));

        static object Likelihood(ILikelihoodTerm term) => new UnbinnedLikelihood(Set, [term]);
        static void Contains(string text, Func<object> act) => Assert.Contains(text, Assert.Throws<ArgumentException>(() => act()).Message, StringComparison.Ordinal);
    }

    private static double Alpha(EventSample sample, int resolution) => EventWeights.Alpha(sample.Weights.Span, resolution);

    private static double Mean(Func<double, double, double> f) => Sum(Simulation, (x, y, v) => v * f(x, y)) / Sum(Simulation, (_, _, v) => v);

    private static double Normalized(EventSample data, double[] p, double alpha, int resolution, bool extended)
    {
        double integral = Mean((x, y) => Density(x, y, p));
        double logs = Groups(data, resolution, (x, y) => Density(x, y, p)).Sum(g => g.Weight * ClippedLogarithm.Of(g.Mean));
        return alpha * ((data.SumOfWeights * (extended ? integral : Math.Log(integral))) - logs);
    }

    private static double Injected(double[] p)
    {
        double start = Set["c"].Initial, integral = Mean((x, y) => Density(x, y, p));
        EventSample data = Data.With(Other, start * Data.Count / Other.Count);
        return -Alpha(data, 1) * Sum(data, (x, y, w) => w * Math.Log(((Density(x, y, p) / integral) + p[2]) / (1 + p[2])));
    }

    private static double Mixed(double[] p, bool extended)
    {
        double alpha = Alpha(Weighted, 1), signal = Mean((x, y) => Efficiency(x) * Density(x, y, p)), other = Mean((_, y) => Background(y));
        double nll = -alpha * Sum(Weighted, (x, y, w) => w * Math.Log(((1 - p[2]) * Efficiency(x) * Density(x, y, p) / signal) + (p[2] * Background(y) / other)));
        double expected = signal / (1 - p[2]);
        return extended ? nll - (alpha * Weighted.SumOfWeights * Math.Log(expected)) + expected : nll;
    }

    private static double FlatBackground(double[] p)
    {
        double signal = Mean((x, y) => Density(x, y, p));
        return -Sum(Data, (x, y, _) => Math.Log((0.8 * Density(x, y, p) / signal) + 0.2));
    }

    private static IEnumerable<(double Weight, double Mean)> Groups(EventSample sample, int resolution, Func<double, double, double> f)
    {
        for (int first = 0; first < sample.Count; first += resolution)
        {
            double weight = 0, sum = 0;
            for (int e = first; e < first + resolution; e++)
            {
                double w = sample.Weights.IsEmpty ? 1 : sample.Weights.Span[e];
                weight += w;
                sum += w * f(sample["x"].Span[e], sample["y"].Span[e]);
            }

            yield return (weight, sum / weight);
        }
    }
}
