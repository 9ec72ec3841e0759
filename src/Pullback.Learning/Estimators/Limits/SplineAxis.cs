using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>The cubic spline through values at the nodes of one axis, as weights of those values: <c>s(t) = Σ_i c_i(t) y_i</c>.</summary>
/// <remarks>The third derivative is continuous at the second and the last but one node (not-a-knot): polynomials of third degree are kept exactly, with three nodes those of second, with two straight lines.</remarks>
internal sealed class SplineAxis
{
    private readonly double[] _nodes;

    /// <summary>The second derivative at each node from the values at all, shape [node, node].</summary>
    private readonly Matrix<double> _curvature;

    public SplineAxis(IReadOnlyList<double> nodes, string where)
    {
        _nodes = [.. nodes];
        if (_nodes.Length < 2) throw new ArgumentException($"{where} has {_nodes.Length} nodes, but at least two are needed.", nameof(nodes));
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (!double.IsFinite(_nodes[i]) || (i > 0 && _nodes[i] <= _nodes[i - 1]))
                throw new ArgumentException(FormattableString.Invariant($"{where} has {_nodes[i]} at node {i}; nodes must be finite and increase."), nameof(nodes));
        }

        _curvature = Curvature(_nodes);
    }

    public int Count => _nodes.Length;

    /// <summary>Weights of the values at t, and their derivatives. Beyond the ends the outer pieces go on.</summary>
    public void Weights(double t, Span<double> weights, Span<double> slopes)
    {
        int after = Array.BinarySearch(_nodes, t);
        int i = Math.Clamp(after >= 0 ? after : ~after - 1, 0, _nodes.Length - 2);
        double h = _nodes[i + 1] - _nodes[i];
        double b = (t - _nodes[i]) / h, a = 1 - b;
        double ca = ((a * a * a) - a) * h * h / 6, cb = ((b * b * b) - b) * h * h / 6;
        double da = (1 - (3 * a * a)) * h / 6, db = ((3 * b * b) - 1) * h / 6;
        for (int k = 0; k < _nodes.Length; k++)
        {
            weights[k] = (ca * _curvature[i, k]) + (cb * _curvature[i + 1, k]);
            slopes[k] = (da * _curvature[i, k]) + (db * _curvature[i + 1, k]);
        }

        weights[i] += a;
        weights[i + 1] += b;
        slopes[i] -= 1 / h;
        slopes[i + 1] += 1 / h;
    }

    private static Matrix<double> Curvature(double[] x)
    {
        int n = x.Length;
        if (n == 2) return DenseMatrix.Create(2, 2, 0);
        if (n == 3)
        {
            // One parabola: its curvature everywhere.
            double left = x[1] - x[0], right = x[2] - x[1], all = x[2] - x[0];
            return DenseMatrix.Create(3, 3, (_, k) => k == 0 ? 2 / (left * all) : k == 1 ? -2 / (left * right) : 2 / (right * all));
        }

        var system = DenseMatrix.Create(n, n, 0);
        var values = DenseMatrix.Create(n, n, 0);
        for (int i = 1; i < n - 1; i++)
        {
            double left = x[i] - x[i - 1], right = x[i + 1] - x[i];
            system[i, i - 1] = left / 6;
            system[i, i] = (left + right) / 3;
            system[i, i + 1] = right / 6;
            values[i, i - 1] = 1 / left;
            values[i, i] = -(1 / left) - (1 / right);
            values[i, i + 1] = 1 / right;
        }

        foreach ((int row, int at) in new[] { (0, 1), (n - 1, n - 2) })
        {
            double left = x[at] - x[at - 1], right = x[at + 1] - x[at];
            system[row, at - 1] = right;
            system[row, at] = -(left + right);
            system[row, at + 1] = left;
        }

        return system.Solve(values);
    }
}
