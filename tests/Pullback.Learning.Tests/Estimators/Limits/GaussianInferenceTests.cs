using Pullback.Learning.Estimators.Limits;
using Pullback.Learning.Estimators.Morphing;
using Pullback.Numerics.SpecialFunctions;
using Pullback.Statistics.Distributions;
using Pullback.Statistics.Parameters;
using Pullback.TestKit;

namespace Pullback.Learning.Tests.Estimators.Limits;

/// <summary>Fits, scans, profiles and intervals where the likelihood is an exact parabola.</summary>
public sealed class GaussianInferenceTests
{
    private const double P00 = 2, P01 = 0.6, P11 = 1;
    private static readonly Tolerance Near = new("parabola", 1e-9, 1e-10, "a Newton descent with a Hessian from differences ends on the exact gradient");
    private static readonly GaussianLogRatio Events = GaussianLogRatio.Sample(400, 0.3, -0.2, 7);
    private static readonly ParameterSet Free = new([new Parameter("a", 0, -10, 10), new Parameter("b", 0, -10, 10)]);

    [Fact]
    public void The_best_fit_is_the_mean_and_its_covariance_that_of_the_mean()
    {
        double[] weights = Weights();
        LikelihoodFit fit = new LikelihoodInference(new EstimatorLikelihood(Events, weights), Free).Fit();
        (double sum, double u, double v) = Means(weights);
        Assert.True(fit.IsConverged);
        Check(u, fit.Theta[0]);
        Check(v, fit.Theta[1]);
        double determinant = sum * ((P00 * P11) - (P01 * P01));
        Check(P11 / determinant, fit.Covariance![0, 0]);
        Check(-P01 / determinant, fit.Covariance[0, 1]);
        Check(P00 / determinant, fit.Covariance[1, 1]);
    }

    [Fact]
    public void Scans_give_the_quadratic_form_with_its_probability()
    {
        var inference = new LikelihoodInference(new EstimatorLikelihood(Events), Free);
        LikelihoodFit fit = inference.Fit();
        double[] points = [0.1, 0.2, 0.3, -0.2, -0.4, 0.5];
        LikelihoodScan scan = inference.Scan(points, fit: fit);
        for (int i = 0; i < 3; i++)
        {
            double q = Form(fit, points[2 * i], points[(2 * i) + 1]);
            Check(q, scan.Q[i]);
            Check(Math.Exp(-0.5 * q), scan.PValues[i]);
        }

        Assert.Equal(1, scan.Best);
        Assert.Equal(0, inference.Scan(points).Q[1]);
        Check(2 * SpecialMath.NormalCdf(-Math.Sqrt(scan.Q[0])), inference.Scan(points, 1, fit).PValues[0]);
    }

    [Theory]
    [InlineData(0.6826894921370859)]
    [InlineData(0.95)]
    public void Profile_intervals_end_at_the_marginal_uncertainties(double level)
    {
        var inference = new LikelihoodInference(new EstimatorLikelihood(Events), Free);
        LikelihoodFit fit = inference.Fit();
        double z = -SpecialMath.NormalQuantile(0.5 * (1 - level));
        for (int k = 0; k < 2; k++)
        {
            LikelihoodInterval interval = inference.Interval(fit, k, level);
            double sigma = Math.Sqrt((k == 0 ? P11 : P00) / (400 * ((P00 * P11) - (P01 * P01))));
            Check(fit.Theta[k] - (z * sigma), interval.Lower!.Value);
            Check(fit.Theta[k] + (z * sigma), interval.Upper!.Value);
            Check(fit.Theta[k] + (SpecialMath.NormalQuantile(0.9) * sigma), inference.UpperLimit(fit, k, 0.9)!.Value);
        }
    }

    [Fact]
    public void A_constrained_nuisance_parameter_is_profiled_as_algebra_says()
    {
        var likelihood = new EstimatorLikelihood(Events, constraints: [new GaussianConstraint(1, 0.1, 0.05)]);
        var inference = new LikelihoodInference(likelihood, Free);
        LikelihoodFit fit = inference.Fit();
        (double n, double u, double v) = Means(Ones());
        double c = 1 / (0.05 * 0.05);

        // Normal equations n P (θ − x̄) + c (b − m) e_b = 0.
        double h00 = n * P00, h01 = n * P01, h11 = (n * P11) + c;
        double g0 = n * ((P00 * u) + (P01 * v)), g1 = (n * ((P01 * u) + (P11 * v))) + (c * 0.1);
        double determinant = (h00 * h11) - (h01 * h01);
        Check(((h11 * g0) - (h01 * g1)) / determinant, fit.Theta[0]);
        Check(((h00 * g1) - (h01 * g0)) / determinant, fit.Theta[1]);
        double variance = h11 / determinant;
        Check(variance, fit.Covariance![0, 0]);
        double[] values = [-0.1, 0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6];
        ProfilePoint[] profile = inference.Profile(fit, [0], values);
        for (int i = 0; i < values.Length; i++)
        {
            Check((values[i] - fit.Theta[0]) * (values[i] - fit.Theta[0]) / variance, profile[i].Q);
            Check((g1 - (h01 * values[i])) / h11, profile[i].Fit.Theta[1]);
        }
    }

    [Fact]
    public void Both_parameters_profiled_are_none_left_to_fit()
    {
        var inference = new LikelihoodInference(new EstimatorLikelihood(Events), Free);
        LikelihoodFit fit = inference.Fit();
        ProfilePoint point = inference.Profile(fit, [1, 0], [0.4, 0.1])[0];
        Check(Form(fit, 0.1, 0.4), point.Q);
        Check(ChiSquaredDistribution.Above(point.Q, 2), point.PValue);
    }

    [Fact]
    public void A_rate_adds_its_Poisson_term()
    {
        // ν = 100 (1 + a + 2 a²), so that −ln L and its gradient follow by hand.
        var rate = new PolynomialExpectedEvents(new MorphingComponents([0, 0, 1, 0, 2, 0], 2), [1, 1, 2], 100);
        var plain = new EstimatorLikelihood(Events);
        var counted = new EstimatorLikelihood(Events, count: new ObservedEvents(rate, 140.5));
        double[] at = [0.2, 0.1];
        double[] with = new double[1], without = new double[1], slope = new double[2], other = new double[2];
        plain.Evaluate(at, without, other);
        counted.Evaluate(at, with, slope);
        const double Nu = 128;
        Check(Nu - (140.5 * Math.Log(Nu)) + SpecialMath.LogGamma(141.5), with[0] - without[0]);
        Check((1 - (140.5 / Nu)) * 180, slope[0] - other[0]);
        Assert.Equal(other[1], slope[1]);
        var negative = new PolynomialExpectedEvents(new MorphingComponents([0, 0], 2), [-1]);
        Assert.Equal(double.PositiveInfinity, new EstimatorLikelihood(Events, count: new ObservedEvents(negative, 0)).Nll(at)[0]);
    }

    [Fact]
    public void The_gradient_is_that_of_the_values()
    {
        var rate = new PolynomialExpectedEvents(MorphingComponents.UpTo([2, 2]), [1, 0.3, 0.2, -0.1, 0.4, 0.25, 0.1, 0.2, 0.3], 50);
        var likelihood = new EstimatorLikelihood(Events, Weights(), new ObservedEvents(rate, 60), [new GaussianConstraint(1, 0.5, 0.2)]);
        double[] at = [0.3, -0.4], slope = new double[2];
        likelihood.Evaluate(at, new double[1], slope);
        const double H = 1e-5;
        double[] near = likelihood.Nll([0.3 + H, -0.4, 0.3 - H, -0.4, 0.3, -0.4 + H, 0.3, -0.4 - H]);
        for (int k = 0; k < 2; k++) Assert.Equal((near[2 * k] - near[(2 * k) + 1]) / (2 * H), slope[k], 1e-4);
    }

    [Fact]
    public void Bounds_and_fixed_parameters_are_kept()
    {
        var bounded = new ParameterSet([new Parameter("a", 0.6, 0.5, 2), new Parameter("b", 0.25, -1, 1, ParameterState.Fixed)]);
        var inference = new LikelihoodInference(new EstimatorLikelihood(Events), bounded);
        LikelihoodFit fit = inference.Fit();
        Assert.Equal([0.5, 0.25], fit.Theta);
        Assert.Equal([true, false], fit.AtBound);
        Assert.True(fit.IsConverged);
        Assert.Null(inference.Interval(fit, 0, 0.95).Lower);
        Assert.Contains("is fixed", Assert.Throws<ArgumentException>(() => inference.Interval(fit, 1, 0.95)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        GaussianLogRatio many = GaussianLogRatio.Sample(5000, 0.1, 0, 3);
        double[] points = [.. Enumerable.Range(0, 50).Select(i => 0.03 * (i - 20))];
        var likelihood = new EstimatorLikelihood(many);
        Assert.Equal(likelihood.Nll(points, 1), likelihood.Nll(points, 3));
        LikelihoodFit[] fits = [.. new[] { 1, 4 }.Select(threads => new LikelihoodInference(likelihood, Free, threads).Fit())];
        Assert.Equal(fits[0].Theta, fits[1].Theta);
        ProfilePoint[][] scans = [.. new[] { 1, 4 }.Select(threads => new LikelihoodInference(likelihood, Free, threads).Profile(fits[0], [0], points))];
        Assert.Equal(scans[0].Select(p => p.Q), scans[1].Select(p => p.Q));
    }

    [Fact]
    public void An_event_without_a_finite_log_ratio_is_named()
    {
        double[] x = [.. Events.X];
        x[2 * 17] = 1e308;
        var bad = new GaussianLogRatio(x, P00, P01, P11);
        var likelihood = new EstimatorLikelihood(bad);
        NonFiniteLogRatioException problem = Assert.Throws<NonFiniteLogRatioException>(() => likelihood.Nll([0.1, 0, 5, 1]));
        Assert.Equal(17, problem.EventIndex);
        Assert.Contains("event 17", problem.Message, StringComparison.Ordinal);
        double[] weights = Ones();
        weights[17] = 0;
        Assert.True(double.IsFinite(new EstimatorLikelihood(bad, weights).Nll([5, 1])[0]));
    }

    [Fact]
    public void Intervals_cover_the_truth_as_often_as_they_say()
    {
        // Seeds 1000 to 1399; the number of intervals that hold the truth is binomial.
        const int Experiments = 400;
        const double Level = 0.68;
        int holds = 0;
        for (int i = 0; i < Experiments; i++)
        {
            var inference = new LikelihoodInference(new EstimatorLikelihood(GaussianLogRatio.Sample(50, 0.3, -0.2, 1000 + (ulong)i)), Free, 1);
            LikelihoodInterval interval = inference.Interval(inference.Fit(), 0, Level);
            if (interval.Lower <= 0.3 && interval.Upper >= 0.3) holds++;
        }

        Tolerance allowed = Tolerance.Statistical(Experiments, 4, Math.Sqrt(Level * (1 - Level)));
        Assert.Null(allowed.Explain(Level, holds / (double)Experiments, "coverage"));
    }

    private static double[] Ones() => [.. Enumerable.Repeat(1.0, Events.Events)];

    private static double[] Weights() => [.. Enumerable.Range(0, Events.Events).Select(e => 0.5 + (e % 7 / 5.0))];

    private static (double Sum, double U, double V) Means(double[] weights)
    {
        double sum = weights.Sum();
        return (sum, weights.Select((w, e) => w * Events.X[2 * e]).Sum() / sum, weights.Select((w, e) => w * Events.X[(2 * e) + 1]).Sum() / sum);
    }

    private static double Form(LikelihoodFit fit, double a, double b)
    {
        double u = a - fit.Theta[0], v = b - fit.Theta[1];
        return 400 * ((P00 * u * u) + (2 * P01 * u * v) + (P11 * v * v));
    }

    private static void Check(double expected, double found) => Assert.True(Near.Accepts(expected, found), Near.Explain(expected, found, "value"));
}
