using Pullback.Statistics.Minimization;

namespace Pullback.Statistics.Tests.Minimization;

/// <summary>A test function from closures.</summary>
internal sealed class Problem(int dimension, Func<double[], double> value, Func<double[], double[]> gradient, Func<double[], double[]> hessian) : IHasHessian
{
    public int Dimension => dimension;

    public int Evaluations { get; private set; }

    public double Value(ReadOnlySpan<double> point) => value(point.ToArray());

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> destination)
    {
        gradient(point.ToArray()).CopyTo(destination);
        return Value(point);
    }

    public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> destination, Span<double> matrix)
    {
        Evaluations++;
        hessian(point.ToArray()).CopyTo(matrix);
        return ValueAndGradient(point, destination);
    }
}

/// <summary>Functions with known minima.</summary>
internal static class TestProblems
{
    /// <summary>Minimum 0 at (1, 1), along a curved valley.</summary>
    internal static Problem Rosenbrock { get; } = new(
        2,
        x => 100.0 * Square(x[1] - x[0] * x[0]) + Square(1.0 - x[0]),
        x => [-400.0 * x[0] * (x[1] - x[0] * x[0]) - 2.0 * (1.0 - x[0]), 200.0 * (x[1] - x[0] * x[0])],
        x => [1200.0 * x[0] * x[0] - 400.0 * x[1] + 2.0, -400.0 * x[0], -400.0 * x[0], 200.0]);

    /// <summary>Minimum 0 at the origin with Hessian [[2, c], [c, 2]].</summary>
    internal static Problem CoupledBowl(double c) => new(
        2,
        x => x[0] * x[0] + x[1] * x[1] + c * x[0] * x[1],
        x => [2.0 * x[0] + c * x[1], 2.0 * x[1] + c * x[0]],
        x => [2.0, c, c, 2.0]);

    /// <summary>Minima at x = -1 and 1, a maximum at 0.</summary>
    internal static Problem DoubleWell { get; } = new(
        1, x => Square(x[0] * x[0] - 1.0), x => [4.0 * x[0] * (x[0] * x[0] - 1.0)], x => [12.0 * x[0] * x[0] - 4.0]);

    /// <summary>x - ln x, defined for x > 0: minimum at 1.</summary>
    internal static Problem LogBarrier { get; } = new(
        1, x => x[0] > 0.0 ? x[0] - Math.Log(x[0]) : double.PositiveInfinity, x => [1.0 - 1.0 / x[0]], x => [1.0 / (x[0] * x[0])]);

    /// <summary>|x| + x^2 / 2: a kink at its minimum 0.</summary>
    internal static Problem Kink { get; } = new(1, x => Math.Abs(x[0]) + 0.5 * x[0] * x[0], x => [(x[0] > 0.0 ? 1.0 : -1.0) + x[0]], _ => [1.0]);

    private static double Square(double x) => x * x;
}
