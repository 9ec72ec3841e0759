using Pullback.Autodiff;
using Pullback.Learning.Observables.Relaxed;

namespace Pullback.Learning.Tests.Observables.Relaxed;

/// <summary>The histogram of a kernel density against the integral of the density, and its derivatives against differences of that integral.</summary>
public sealed class SoftHistogramTests
{
    private static readonly double[] Edges = [0.0, 0.2, 0.5, 0.55, 1.0];
    private static readonly double[] Events = [0.03, 0.21, 0.4, 0.52, 0.77, 0.99, 1.3];
    private static readonly double[] Weights = [1.0, 0.5, 2.0, -0.3, 1.5, 1.0, 0.7];

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(0.05, false)]
    [InlineData(0.3, true)]
    [InlineData(0.05, true)]
    public void Counts_are_the_integral_of_the_density(double bandwidth, bool reflect)
    {
        double[] found = Evaluate(bandwidth, reflect).Counts;
        for (int bin = 0; bin < found.Length; bin++) Assert.Equal(Integral(Events, Edges, bandwidth, reflect, bin), found[bin], 1e-11);
        if (reflect) Assert.Equal(Weights.Sum(), found.Sum(), 1e-12);
    }

    [Theory]
    [InlineData(0.3, false)]
    [InlineData(0.08, true)]
    public void Derivatives_in_events_edges_and_bandwidth_are_those_of_the_integral(double bandwidth, bool reflect)
    {
        (_, double[] byEvent, double[] byEdge, double byBandwidth) = Evaluate(bandwidth, reflect);
        double Total(double[] events, double[] edges, double h) => Enumerable.Range(0, edges.Length - 1).Sum(bin => (bin + 1.0) * Integral(events, edges, h, reflect, bin));
        for (int i = 0; i < Events.Length; i++) Assert.Equal(Slope(t => Total(Moved(Events, i, t), Edges, bandwidth)), byEvent[i], 1e-7);
        for (int k = 0; k < Edges.Length; k++) Assert.Equal(Slope(t => Total(Events, Moved(Edges, k, t), bandwidth)), byEdge[k], 1e-7);
        Assert.Equal(Slope(t => Total(Events, Edges, bandwidth + t)), byBandwidth, 1e-7);
    }

    [Fact]
    public void A_narrow_kernel_counts_like_a_histogram()
    {
        double[] found = Evaluate(1e-5, reflect: false).Counts;
        for (int bin = 0; bin < found.Length; bin++)
        {
            double expected = Events.Zip(Weights).Where(e => e.First >= Edges[bin] && e.First < Edges[bin + 1]).Sum(e => e.Second);
            Assert.Equal(expected, found[bin], 1e-12);
        }
    }

    private static (double[] Counts, double[] ByEvent, double[] ByEdge, double ByBandwidth) Evaluate(double bandwidth, bool reflect)
    {
        var graph = new Graph();
        var axis = new EventAxis("events");
        Expr x = graph.EventInput("x", axis);
        Expr w = graph.EventInput("w", axis);
        Expr edges = graph.Parameter("edges", Shape.Of(Edges.Length));
        Expr h = graph.Parameter("h");
        Expr counts = SoftHistogram.Counts(x, w, edges, h, reflect);
        Expr total = Op.Sum(counts * graph.Constant([1.0, 2.0, 3.0, 4.0], Shape.Of(4)));
        Expr[] slopes = Derivatives.Gradient(total, x, edges, h);
        using Evaluator evaluator = CompiledProgram.Compile([counts, .. slopes]).CreateEvaluator();
        evaluator.Bind(x, Events);
        evaluator.Bind(w, Weights);
        evaluator.Set(edges, Edges);
        evaluator.Set(h, bandwidth);
        evaluator.Evaluate();
        return (evaluator.Float64(counts).ToArray(), evaluator.Float64(slopes[0]).ToArray(), evaluator.Float64(slopes[1]).ToArray(), evaluator.Scalar(slopes[2]));
    }

    // Simpson's rule over the density of normal kernels; mass outside is added to the outermost bins over forty bandwidths.
    private static double Integral(double[] events, double[] edges, double bandwidth, bool reflect, int bin)
    {
        double sum = 0;
        for (int e = 0; e < events.Length; e++)
        {
            double low = reflect && bin == 0 ? events[e] - (12 * bandwidth) : edges[bin];
            double high = reflect && bin == edges.Length - 2 ? events[e] + (12 * bandwidth) : edges[bin + 1];
            if (high <= low) continue;
            sum += Weights[e] * Simpson(t => Math.Exp(-0.5 * (t - events[e]) * (t - events[e]) / bandwidth / bandwidth) / (bandwidth * Math.Sqrt(2 * Math.PI)), low, high);
        }

        return sum;
    }

    private static double Simpson(Func<double, double> f, double low, double high)
    {
        const int Intervals = 4000;
        double step = (high - low) / Intervals;
        double sum = f(low) + f(high);
        for (int i = 1; i < Intervals; i++) sum += (i % 2 == 1 ? 4 : 2) * f(low + (i * step));
        return sum * step / 3;
    }

    private static double[] Moved(double[] values, int index, double by)
    {
        double[] moved = [.. values];
        moved[index] += by;
        return moved;
    }

    private static double Slope(Func<double, double> f)
    {
        const double Step = 1e-4;
        return ((8 * (f(Step) - f(-Step))) - (f(2 * Step) - f(-2 * Step))) / (12 * Step);
    }
}
