using Pullback.Autodiff;
using Pullback.Learning.Categories.Losses;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Categories.Losses;

public sealed class AsimovSignificanceTests
{
    private static readonly Tolerance s_formula = new("formula", 2e-14, 0.0, "rounding of the same formula in another arrangement");
    private static readonly Tolerance s_published = new("formula as printed", 1e-11, 1e-13, "the printed form takes a difference of two logarithms");

    public static TheoryData<AsimovForm> Forms => [.. Enum.GetValues<AsimovForm>()];

    [Theory]
    [InlineData(1e-12)]
    [InlineData(1e-5)]
    [InlineData(0.003)]
    [InlineData(0.0999999999)]
    [InlineData(0.1)]
    [InlineData(0.1000000001)]
    [InlineData(0.5)]
    [InlineData(3.0)]
    [InlineData(10.0)]
    public void The_smooth_form_is_exact_for_every_ratio(double ratio)
    {
        foreach (double background in (double[])[1e-6, 0.02, 1.0, 37.5, 4e5])
        {
            double signal = ratio * background;
            Near(s_formula, ReferenceSignificance.Integral(signal, background), Squared(signal, background, AsimovForm.Smooth), $"S/B {ratio}, B {background}");
        }
    }

    [Fact]
    public void Large_ratios_follow_the_closed_formula()
    {
        foreach (double ratio in (double[])[50.0, 1e4, 1e9, 1e15])
            Near(s_formula, ReferenceSignificance.Closed(2.0 * ratio, 2.0), Squared(2.0 * ratio, 2.0, AsimovForm.Smooth), $"S/B {ratio}");
    }

    [Fact]
    public void The_form_of_the_package_jumps_by_1_6_percent_where_the_ratio_is_a_tenth()
    {
        double below = Math.Sqrt(Squared(0.0999999, 1.0, AsimovForm.Package)), above = Math.Sqrt(Squared(0.1000001, 1.0, AsimovForm.Package));
        Assert.Equal(1.016, below / above, 5e-4);
        foreach (double signal in (double[])[-0.3, 0.0, 1e-9, 0.05, 0.2, 4.0])
        {
            foreach (double background in (double[])[0.0, 1e-12, 0.7, 100.0])
            {
                // The closed formula loses as many digits as the ratio is small; it is not used below a tenth.
                Near(new Tolerance("cancelling formula", 1e-12, 0.0, "the closed formula takes a difference"),
                    ReferenceSignificance.Package(signal, background), Squared(signal, background, AsimovForm.Package), $"S {signal}, B {background}");
            }
        }
    }

    [Theory]
    [InlineData(5.0, 10.0, 4.0)]
    [InlineData(1.0, 2.0, 0.5)]
    [InlineData(30.0, 10.0, 25.0)]
    [InlineData(0.8, 0.5, 0.3)]
    [InlineData(100.0, 1000.0, 2500.0)]
    public void An_uncertain_background_follows_the_published_formula(double signal, double background, double variance) =>
        Near(s_published, ReferenceSignificance.WithVariance(signal, background, variance), Squared(signal, background, AsimovForm.WithUncertainty, variance), "z²");

    [Fact]
    public void A_background_that_is_known_is_a_limit_of_an_uncertain_one()
    {
        foreach ((double s, double b) in ((double, double)[])[(0.01, 10.0), (3.0, 5.0), (200.0, 1.0)])
        {
            foreach (double variance in (double[])[0.0, 1e-300, 1e-20])
                Near(s_formula, Squared(s, b, AsimovForm.Smooth), Squared(s, b, AsimovForm.WithUncertainty, variance), $"σ² {variance}");
        }
    }

    [Fact]
    public void A_small_signal_over_an_uncertain_background_counts_in_units_of_both_uncertainties()
    {
        foreach (double variance in (double[])[0.0, 0.25, 9.0])
        {
            const double signal = 1e-7, background = 4.0;

            // The next order of the expansion in S/B.
            var tolerance = new Tolerance("first order", 1e-7, 0.0, "the expansion ends after its first term");
            Near(tolerance, signal * signal / (background + variance), Squared(signal, background, AsimovForm.WithUncertainty, variance), $"σ² {variance}");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void More_uncertainty_never_helps_and_no_form_beats_the_root_of_the_background(AsimovForm form)
    {
        foreach (double s in (double[])[0.0, 0.03, 1.0, 40.0])
        {
            foreach (double b in (double[])[0.2, 1.0, 300.0])
            {
                double last = double.PositiveInfinity;
                foreach (double variance in (double[])[0.0, 0.01, 1.0, 100.0, 1e6])
                {
                    double z = Squared(s, b, form, form == AsimovForm.WithUncertainty ? variance : null);
                    Assert.True(z <= last, $"{form}: S {s}, B {b}, σ² {variance}");
                    Assert.InRange(z, 0.0, s * s / b * (1 + 1e-15));
                    last = z;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Values_and_gradients_are_finite_wherever_counts_can_be(AsimovForm form)
    {
        double[] signals = [-1.0, 0.0, 1e-300, 1e-150, 1e-12, 1.0, 1e6];
        double[] backgrounds = [-2.0, 0.0, 1e-300, 1e-9, 1e-3, 1.0, 1e12];
        double[] variances = [0.0, 1e-300, 1e-9, 1.0, 1e12];
        using var traced = new Traced(form, 1);
        foreach (double s in signals)
        {
            foreach (double b in backgrounds)
            {
                foreach (double variance in variances)
                {
                    double[] gradient = traced.Gradient([s], [b], [variance], out double z);
                    Assert.True(double.IsFinite(z) && z >= 0, $"{form}: z({s}, {b}, {variance}) is {z}");
                    Assert.All(gradient, g => Assert.True(double.IsFinite(g), $"{form}: the gradient at ({s}, {b}, {variance}) is {g}"));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Gradients_agree_with_differences_and_with_forward_mode(AsimovForm form)
    {
        // Categories on both sides of the ratio of a tenth; a difference must not reach over it.
        double[] signal = [0.05, 3.0, 12.0, 0.7, 60.0, 1.0], background = [20.0, 50.0, 11.0, 0.9, 4.0, 9.7], variance = [2.0, 0.04, 30.0, 0.6, 1.0, 1e-3];
        int n = signal.Length;
        using var traced = new Traced(form, n);
        double[] gradient = traced.Gradient(signal, background, variance, out _);
        Closeness.GradientMatchesDifferences(
            at =>
            {
                traced.Gradient(at[..n], at[n..(2 * n)], at[(2 * n)..], out double z);
                return z;
            },
            [.. signal, .. background, .. variance],
            gradient,
            form.ToString());

        var graph = new Graph();
        Shape shape = Shape.Of(n);
        Expr[] inputs = [graph.Constant(signal, shape), graph.Constant(background, shape), graph.Constant(variance, shape)];
        Expr total = AsimovSignificance.Combined(AsimovSignificance.Squared(inputs[0], inputs[1], form, inputs[2]));
        Expr[] directions = [.. inputs.Select((_, i) => graph.Constant([.. Enumerable.Range(0, n).Select(k => Math.Cos((3.0 * i) + k))], shape))];
        Expr forward = Derivatives.Jvp([total], inputs, directions)[0];
        using Evaluator evaluator = CompiledProgram.Compile([forward]).CreateEvaluator();
        evaluator.Evaluate();
        double reverse = gradient.Select((g, i) => g * Math.Cos((3.0 * (i / n)) + (i % n))).Sum();
        Near(Tolerance.ForwardVersusReverse, reverse, evaluator.Scalar(forward), "forward mode");
    }

    [Fact]
    public void Significances_of_given_counts_are_roots()
    {
        double[] z = AsimovSignificance.Of([0.0, 2.0, 7.0], [5.0, 0.0, 7.0], AsimovForm.Smooth);
        Assert.Equal(0.0, z[0]);
        Assert.Equal(Math.Sqrt(ReferenceSignificance.Closed(2.0, 0.0)), z[1], 1e-12);
        Assert.Equal(Math.Sqrt(2.0 * ((14.0 * Math.Log(2.0)) - 7.0)), z[2], 1e-13);
        Assert.Empty(AsimovSignificance.Of([], [], AsimovForm.Package));
    }

    [Fact]
    public void Counts_of_different_lengths_and_a_missing_variance_are_refused()
    {
        Assert.Contains("2 signal counts, 1 background counts", Assert.Throws<ArgumentException>(() => AsimovSignificance.Of([1, 2], [1], AsimovForm.Smooth)).Message, StringComparison.Ordinal);
        Assert.Contains("1 variances", Assert.Throws<ArgumentException>(() => AsimovSignificance.Of([1, 2], [1, 2], AsimovForm.WithUncertainty, [1])).Message, StringComparison.Ordinal);
        Assert.Contains("needs the variance", Assert.Throws<ArgumentException>(() => AsimovSignificance.Of([1], [1], AsimovForm.WithUncertainty)).Message, StringComparison.Ordinal);
    }

    private static void Near(Tolerance tolerance, double expected, double found, string what) => Assert.True(tolerance.Accepts(expected, found), tolerance.Explain(expected, found, what));

    private static double Squared(double signal, double background, AsimovForm form, double? variance = null)
    {
        var graph = new Graph();
        Shape shape = Shape.Of(1);
        Expr z = AsimovSignificance.Squared(graph.Constant([signal], shape), graph.Constant([background], shape), form, variance is { } v ? graph.Constant([v], shape) : null);
        using Evaluator evaluator = CompiledProgram.Compile([z]).CreateEvaluator();
        evaluator.Evaluate();
        return evaluator.Float64(z)[0];
    }

    /// <summary>The combined significance and its gradient, traced once for many counts.</summary>
    private sealed class Traced : IDisposable
    {
        private readonly Expr[] _inputs;
        private readonly Expr _total;
        private readonly Expr[] _gradient;
        private readonly Evaluator _evaluator;

        public Traced(AsimovForm form, int categories)
        {
            var graph = new Graph();
            _inputs = [.. ((string[])["signal", "background", "variance"]).Select(name => graph.Parameter(name, Shape.Of(categories)))];
            _total = AsimovSignificance.Combined(AsimovSignificance.Squared(_inputs[0], _inputs[1], form, _inputs[2]));
            _gradient = Derivatives.Gradient(_total, _inputs);
            _evaluator = CompiledProgram.Compile([_total, .. _gradient], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        }

        public double[] Gradient(double[] signal, double[] background, double[] variance, out double significance)
        {
            _evaluator.Set(_inputs[0], signal);
            _evaluator.Set(_inputs[1], background);
            _evaluator.Set(_inputs[2], variance);
            _evaluator.Evaluate();
            significance = _evaluator.Scalar(_total);
            return [.. _gradient.SelectMany(g => _evaluator.Float64(g).ToArray())];
        }

        public void Dispose() => _evaluator.Dispose();
    }
}
