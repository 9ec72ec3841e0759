using Pullback.Amplitudes.Sums;
using Pullback.Autodiff;

namespace Pullback.Amplitudes.Models;

/// <summary>The couplings and shape numbers that sums are differentiated by, as functions of the free parameters, with their derivatives.</summary>
internal sealed class PointMap : IDisposable
{
    private readonly AmplitudeModel _model;
    private readonly BasisLayout _layout;
    private readonly Expr[] _numbers;
    private readonly Expr[] _free;
    private readonly Expr[] _weights;
    private readonly Expr[] _direction;
    private readonly Expr[] _gradient;
    private readonly Evaluator _value;
    private readonly Evaluator _slope;
    private readonly Lazy<(Expr[] Product, Evaluator Evaluator)> _curvature;

    public PointMap(BasisLayout layout)
    {
        _layout = layout;
        _model = layout.Model;
        ModelGraph graph = layout.Graph;
        Names = _model.Parameters.Free;
        Expr zero = graph.Graph.Constant(0.0);
        _numbers = [.. graph.Couplings.SelectMany(c => c.SelectMany(k => new[] { k.Re, k.Im })).Concat(graph.Shapes.Where(s => s.IsFloating).SelectMany(s => s.Rational is { } r ? [r.A, r.B] : s.Moving.Select(m => graph.Parameters[m]))).Select(e => e.IsNumber ? zero + e : e)];
        _free = [.. Names.Select(n => graph.Parameter(n))];
        _weights = [.. Enumerable.Range(0, _numbers.Length).Select(i => graph.Graph.Parameter(FormattableString.Invariant($"weight of number {i}")))];
        _direction = [.. Names.Select(n => graph.Graph.Parameter("direction of " + n))];
        Expr weighted = _numbers.Select((n, i) => n * _weights[i]).Aggregate(zero, (a, b) => a + b);
        var options = new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow };
        _gradient = Names.Count > 0 ? [.. Derivatives.Gradient(weighted, _free).Select(e => e.IsNumber ? zero + e : e)] : [];
        _value = CompiledProgram.Compile(_numbers, options).CreateEvaluator();
        _slope = CompiledProgram.Compile([.. _gradient, zero], options).CreateEvaluator();
        _curvature = new(() =>
        {
            Expr[] product = [.. Derivatives.HessianVectorProduct(weighted, _free, _direction).Select(e => e.IsNumber ? zero + e : e)];
            return (product, CompiledProgram.Compile(product, options).CreateEvaluator());
        });
    }

    /// <summary>The free parameters.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many numbers there are.</summary>
    public int Dimension => _numbers.Length;

    /// <summary>The numbers at a point.</summary>
    public double[] Numbers(ReadOnlySpan<double> point)
    {
        Set(_value, point);
        _value.Evaluate();
        double[] numbers = new double[_numbers.Length];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = _value.Scalar(_numbers[i]);
        return numbers;
    }

    /// <summary>A point as sums take it; couplings of waves that <paramref name="isOn"/> excludes are 0.</summary>
    public SumPoint Point(ReadOnlySpan<double> point, double[] numbers, Func<int, bool>? isOn = null)
    {
        int waves = _model.Structure.Waves;
        double[][] couplings = [.. Enumerable.Range(0, _layout.Graph.Couplings.Count).Select(q => numbers.AsSpan(2 * q * waves, 2 * waves).ToArray())];
        if (isOn is not null)
        {
            foreach (double[] charge in couplings)
            {
                for (int w = 0; w < waves; w++)
                {
                    if (!isOn(w)) (charge[2 * w], charge[(2 * w) + 1]) = (0, 0);
                }
            }
        }

        double[] rational = new double[2 * _layout.Graph.Shapes.Count];
        for (int s = 0, at = 2 * couplings.Length * waves; s < _layout.Graph.Shapes.Count; s++)
        {
            if (_layout.Graph.Shapes[s].Rational is not null) (rational[2 * s], rational[(2 * s) + 1]) = (numbers[at], numbers[at + 1]);
            at += _layout.Graph.Shapes[s].Dimension;
        }

        var free = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < Names.Count; i++) free[Names[i]] = point[i];
        return new SumPoint(couplings, rational, name => free.TryGetValue(name, out double value) ? value : _model.Parameters.Value(name));
    }

    /// <summary>Carries a gradient by the numbers to one by the free parameters.</summary>
    public void Pull(ReadOnlySpan<double> point, ReadOnlySpan<double> numbers, Span<double> gradient)
    {
        Set(_slope, point);
        Weigh(_slope, numbers);
        _slope.Evaluate();
        for (int p = 0; p < _gradient.Length; p++) gradient[p] = _slope.Scalar(_gradient[p]);
    }

    /// <summary>The derivatives of the numbers by the free parameters, shape [number, parameter].</summary>
    public double[] Jacobian(ReadOnlySpan<double> point)
    {
        double[] jacobian = new double[Dimension * Names.Count], unit = new double[Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            unit[i] = 1;
            Pull(point, unit, jacobian.AsSpan(i * Names.Count, Names.Count));
            unit[i] = 0;
        }

        return jacobian;
    }

    /// <summary>Adds <c>Σ_i w_i ∂²y_i</c> times a vector.</summary>
    public void AddCurvature(ReadOnlySpan<double> point, ReadOnlySpan<double> weights, ReadOnlySpan<double> vector, Span<double> product)
    {
        (Expr[] outputs, Evaluator evaluator) = _curvature.Value;
        Set(evaluator, point);
        Weigh(evaluator, weights);
        for (int p = 0; p < _direction.Length; p++) evaluator.Set(_direction[p], vector[p]);
        evaluator.Evaluate();
        for (int p = 0; p < outputs.Length; p++) product[p] += evaluator.Scalar(outputs[p]);
    }

    public void Dispose()
    {
        _value.Dispose();
        _slope.Dispose();
        if (_curvature.IsValueCreated) _curvature.Value.Evaluator.Dispose();
    }

    private void Set(Evaluator evaluator, ReadOnlySpan<double> point)
    {
        foreach ((string name, Expr parameter) in _layout.Graph.Parameters) evaluator.Set(parameter, _model.Parameters.Value(name));
        for (int p = 0; p < _free.Length; p++) evaluator.Set(_free[p], point[p]);
    }

    private void Weigh(Evaluator evaluator, ReadOnlySpan<double> weights)
    {
        for (int i = 0; i < _weights.Length; i++) evaluator.Set(_weights[i], weights[i]);
    }
}
