using Pullback.Autodiff;
using Pullback.Numerics.Random;
using Pullback.Statistics.Likelihoods;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Tests.Likelihoods;

/// <summary>A density of two columns, traced and as a plain function, with small samples.</summary>
internal static class LikelihoodCases
{
    public static readonly ParameterSet Set = new([new Parameter("a", 0.4, -5, 5), new Parameter("b", 0.7, -5, 5), new Parameter("c", 0.2, 0, 1)]);

    public static double[] Point { get; } = [0.35, 0.8, 0.15];

    public static Expr Density(TracedSample columns, TracedParameters parameters) =>
        Op.Square(1.0 + (parameters["a"] * columns["x"])) + (Op.Square(parameters["b"]) * Op.Exp(-columns["y"])) + 0.05;

    public static double Density(double x, double y, ReadOnlySpan<double> p) => ((1 + (p[0] * x)) * (1 + (p[0] * x))) + (p[1] * p[1] * Math.Exp(-y)) + 0.05;

    public static Expr Background(TracedSample columns, TracedParameters parameters) => 1.0 + (0.3 * columns["y"]);

    public static double Background(double y) => 1 + (0.3 * y);

    public static Expr Efficiency(TracedSample columns, TracedParameters parameters) => 1.0 / (1.0 + Op.Square(columns["x"]));

    public static double Efficiency(double x) => 1 / (1 + (x * x));

    public static EventSample Sample(string name, int count, ulong seed, bool weighted = false)
    {
        var stream = new RandomStream(seed, name);
        double[] x = new double[count], y = new double[count], w = new double[weighted ? count : 0];
        for (int e = 0; e < count; e++)
        {
            x[e] = stream.Uniform(-1.5, 1.5);
            y[e] = stream.Uniform(0, 2);
            if (weighted) w[e] = stream.Uniform(-0.2, 1.5);
        }

        return new EventSample(name, new Dictionary<string, ReadOnlyMemory<double>> { ["x"] = x, ["y"] = y }, w);
    }

    /// <summary>Σ over rows of a function of (x, y, weight).</summary>
    public static double Sum(EventSample sample, Func<double, double, double, double> term)
    {
        double sum = 0;
        for (int e = 0; e < sample.Count; e++) sum += term(sample["x"].Span[e], sample["y"].Span[e], sample.Weights.IsEmpty ? 1 : sample.Weights.Span[e]);
        return sum;
    }
}
