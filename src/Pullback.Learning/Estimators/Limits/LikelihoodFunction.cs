using Pullback.Statistics.Minimization;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>The likelihood as a Newton descent sees it: exact gradients, and a Hessian by central differences of them.</summary>
/// <remarks>
/// The differences are taken over a small share of the uncertainty of each variable, which also gives the curvature of networks made of linear
/// pieces. An instance serves one descent at a time: it remembers the steps.
/// </remarks>
internal sealed class LikelihoodFunction : IHasHessian
{
    private const double ShareOfUncertainty = 0.03;
    private const double FirstShare = 1e-3;
    private readonly EstimatorLikelihood _likelihood;
    private readonly double[] _steps;
    private readonly bool[] _held;
    private readonly int _threads;
    private readonly CancellationToken _cancellation;

    public LikelihoodFunction(EstimatorLikelihood likelihood, ReadOnlySpan<double> scales, bool[] held, int threads, CancellationToken cancellation)
    {
        _likelihood = likelihood;
        _held = held;
        _threads = threads;
        _cancellation = cancellation;
        _steps = [.. scales];
        for (int i = 0; i < _steps.Length; i++) _steps[i] *= FirstShare;
    }

    public int Dimension => _likelihood.Parameters;

    public double Value(ReadOnlySpan<double> point) => _likelihood.Nll(point, _threads, _cancellation)[0];

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double[] value = new double[1];
        _likelihood.Evaluate(point, value, gradient, _threads, _cancellation);
        return value[0];
    }

    public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        int order = Dimension;
        int[] moving = [.. Enumerable.Range(0, order).Where(i => !_held[i])];
        double[] points = new double[((2 * moving.Length) + 1) * order];
        for (int row = 0; row <= 2 * moving.Length; row++) point.CopyTo(points.AsSpan(row * order));
        for (int k = 0; k < moving.Length; k++)
        {
            points[(((2 * k) + 1) * order) + moving[k]] += _steps[moving[k]];
            points[(((2 * k) + 2) * order) + moving[k]] -= _steps[moving[k]];
        }

        double[] values = new double[(2 * moving.Length) + 1];
        double[] gradients = new double[points.Length];
        _likelihood.Evaluate(points, values, gradients, _threads, _cancellation);
        gradients.AsSpan(0, order).CopyTo(gradient);
        hessian.Clear();
        if (!double.IsFinite(values[0])) return double.PositiveInfinity;
        for (int k = 0; k < moving.Length; k++)
        {
            // Next to the edge of the domain only one side exists.
            int above = double.IsFinite(values[(2 * k) + 1]) ? (2 * k) + 1 : 0;
            int below = double.IsFinite(values[(2 * k) + 2]) ? (2 * k) + 2 : 0;
            if (above == below) return double.PositiveInfinity;
            double distance = points[(above * order) + moving[k]] - points[(below * order) + moving[k]];
            foreach (int j in moving) hessian[(moving[k] * order) + j] = (gradients[(above * order) + j] - gradients[(below * order) + j]) / distance;
        }

        foreach (int i in moving)
        {
            foreach (int j in moving.Where(j => j < i))
                hessian[(i * order) + j] = hessian[(j * order) + i] = 0.5 * (hessian[(i * order) + j] + hessian[(j * order) + i]);
            double curvature = hessian[(i * order) + i];
            if (curvature > 0) _steps[i] = ShareOfUncertainty / Math.Sqrt(curvature);
        }

        return values[0];
    }
}
