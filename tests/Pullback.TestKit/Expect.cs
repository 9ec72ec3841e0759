using System.Globalization;
using Pullback.Autodiff;

namespace Pullback.TestKit;

/// <summary>Checks of derivatives: forward against reverse mode, both against finite differences, for every order.</summary>
public static class Expect
{
    /// <summary>Forward and reverse mode compute the same sums in different orders.</summary>
    private const double ForwardVersusReverse = 1e-12;

    /// <summary>Richardson-extrapolated central differences of first derivatives lose about a third of the digits.</summary>
    private const double FirstDifference = 1e-7;

    /// <summary>Differences of exact gradients and Hessian products.</summary>
    private const double HigherDifference = 1e-6;

    /// <summary>
    /// Checks value, gradient, Hessian, Hessian-vector product and third derivative of a scalar function of scalars at each point, as uniform
    /// values and as events: bits of the value, forward against reverse, each order against differences of the one below.
    /// </summary>
    /// <param name="function">Builds the value from its arguments.</param>
    /// <param name="points">Points inside the domain, away from kinks.</param>
    public static void Derivatives(Func<Expr[], Expr> function, params double[][] points)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(points);
        int dimension = points[0].Length;
        var graph = new Graph();
        Expr[] x = [.. Enumerable.Range(0, dimension).Select(i => graph.Parameter($"x{i}"))];
        Expr[] v = [.. Enumerable.Range(0, dimension).Select(i => graph.Parameter($"v{i}"))];
        Expr value = Uniform(graph, function(x));
        Expr[] gradient = Pullback.Autodiff.Derivatives.Gradient(value, x);
        Expr directional = Pullback.Autodiff.Derivatives.Jvp([value], x, v)[0];
        Expr[] product = Pullback.Autodiff.Derivatives.HessianVectorProduct(value, x, v);
        Expr[] reverseProduct = Pullback.Autodiff.Derivatives.Vjp(gradient, v, x);
        Expr[,] hessian = Pullback.Autodiff.Derivatives.Hessian(value, x);
        Expr[] third = Pullback.Autodiff.Derivatives.Jvp(product, x, v);
        Expr[] outputs = [value, .. gradient, directional, .. product, .. reverseProduct, .. hessian.Cast<Expr>(), .. third];
        using EveryExecutor evaluator = EveryExecutor.Of(outputs, new ProgramOptions { Threads = 1 });
        foreach (double[] point in points)
        {
            // A fixed direction without symmetry, so that terms cannot cancel by chance.
            double[] direction = [.. Enumerable.Range(0, dimension).Select(i => 0.7 - (0.45 * i))];
            double[] Read(double[] at, IReadOnlyList<Expr> what)
            {
                for (int i = 0; i < dimension; i++)
                {
                    evaluator.Set(x[i], at[i]);
                    evaluator.Set(v[i], direction[i]);
                }

                evaluator.Evaluate();
                return [.. what.Select(e => evaluator.Scalar(e))];
            }

            double[] g = Read(point, gradient);
            double[] hv = Read(point, product);
            Close(Dot(g, direction), Read(point, [directional])[0], ForwardVersusReverse, Scale(g), "forward against reverse first derivative", point);
            Close(Difference(t => Read(Move(point, direction, t), [value]), point)[0], Dot(g, direction), FirstDifference, Scale(g), "first derivative against differences", point);
            All(Read(point, reverseProduct), hv, ForwardVersusReverse, "forward-over-reverse against reverse-over-reverse", point);
            double[] h = Read(point, [.. hessian.Cast<Expr>()]);
            for (int i = 0; i < dimension; i++)
            {
                Close(Dot(h.AsSpan(i * dimension, dimension), direction), hv[i], ForwardVersusReverse, Scale(h), "Hessian times vector against product", point);
            }

            All(Difference(t => Read(Move(point, direction, t), gradient), point), hv, HigherDifference, "second derivative against differences", point);
            All(Difference(t => Read(Move(point, direction, t), product), point), Read(point, third), HigherDifference, "third derivative against differences", point);
        }

        Events(function, points, evaluator, x, value, gradient);
    }

    /// <summary>Whether two numbers agree to a relative tolerance, with a floor for numbers that cancel.</summary>
    /// <param name="expected">The one number.</param>
    /// <param name="actual">The other number.</param>
    /// <param name="tolerance">Relative tolerance.</param>
    /// <param name="scale">Size of the terms the numbers are made of.</param>
    /// <param name="what">What is compared.</param>
    /// <param name="point">Where.</param>
    private static void Close(double expected, double actual, double tolerance, double scale, string what, double[] point)
    {
        double difference = Math.Abs(expected - actual);
        double allowed = tolerance * Math.Max(scale, Math.Max(Math.Abs(expected), Math.Abs(actual)));
        if (!(difference <= allowed))
        {
            throw new ExpectationException(string.Create(CultureInfo.InvariantCulture,
                $"{what} at ({string.Join(", ", point.Select(p => p.ToString("R", CultureInfo.InvariantCulture)))}): {expected:R} and {actual:R} differ by {difference:R}, allowed {allowed:R}."));
        }
    }

    private static void All(double[] expected, double[] actual, double tolerance, string what, double[] point)
    {
        double scale = Math.Max(Scale(expected), Scale(actual));
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i], tolerance, scale, $"{what} ({i})", point);
        }
    }

    /// <summary>The points as events: same bits as one by one, gradient by the event inputs the same numbers.</summary>
    private static void Events(Func<Expr[], Expr> function, double[][] points, EveryExecutor single, Expr[] x, Expr value, Expr[] gradient)
    {
        var graph = new Graph();
        var axis = new EventAxis("points");
        Expr[] inputs = [.. Enumerable.Range(0, x.Length).Select(i => graph.EventInput($"x{i}", axis))];
        Expr perEvent = function(inputs);
        if (perEvent.IsNumber || perEvent.Axis is null)
        {
            return;
        }

        Expr[] slopes = Pullback.Autodiff.Derivatives.Gradient(Op.SumEvents(perEvent), inputs);
        using EveryExecutor evaluator = EveryExecutor.Of([perEvent, .. slopes], new ProgramOptions { Threads = 1 });
        for (int i = 0; i < inputs.Length; i++)
        {
            evaluator.Bind(inputs[i], points.Select(p => p[i]).ToArray());
        }

        evaluator.Evaluate();
        for (int p = 0; p < points.Length; p++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                single.Set(x[i], points[p][i]);
            }

            single.Evaluate();
            if (BitConverter.DoubleToInt64Bits(single.Scalar(value)) != BitConverter.DoubleToInt64Bits(evaluator.Float64(perEvent)[p]))
            {
                throw new ExpectationException(string.Create(CultureInfo.InvariantCulture,
                    $"value as event {p}: {evaluator.Float64(perEvent)[p]:R}, as a uniform value {single.Scalar(value):R}; the bits must agree."));
            }

            for (int i = 0; i < x.Length; i++)
            {
                double expected = single.Scalar(gradient[i]);
                Close(expected, evaluator.Float64(slopes[i])[p], ForwardVersusReverse, Math.Abs(expected), "gradient as event", points[p]);
            }
        }
    }

    private static Expr Uniform(Graph graph, Expr value) => value.IsNumber ? graph.Constant(value.Number) : value;

    /// <summary>Central differences at three steps, extrapolated to step zero.</summary>
    private static double[] Difference(Func<double, double[]> function, double[] point)
    {
        double step = 2e-3 * Math.Max(0.1, Math.Min(1, point.Select(Math.Abs).DefaultIfEmpty(1).Min()));
        double[] Central(double h)
        {
            double[] up = function(h);
            double[] down = function(-h);
            return [.. up.Zip(down, (a, b) => (a - b) / (2 * h))];
        }

        double[] coarse = Central(step);
        double[] middle = Central(step / 2);
        double[] fine = Central(step / 4);
        var result = new double[coarse.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double first = ((4 * middle[i]) - coarse[i]) / 3;
            double second = ((4 * fine[i]) - middle[i]) / 3;
            result[i] = ((16 * second) - first) / 15;
        }

        return result;
    }

    private static double[] Move(double[] point, double[] direction, double t) => [.. point.Zip(direction, (p, d) => p + (t * d))];

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Scale(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);
}
