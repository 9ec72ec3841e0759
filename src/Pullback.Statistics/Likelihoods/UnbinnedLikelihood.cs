using Pullback.Autodiff;
using Pullback.Statistics.Minimization;
using Pullback.Statistics.Parameters;

namespace Pullback.Statistics.Likelihoods;

/// <summary>A negative log-likelihood of events, made of terms that share their parameters, with all derivatives.</summary>
/// <remarks>
/// <para>Events are gone through in tiles of fixed size; memory does not grow with them, and results have the same bits for any number of threads.
/// Derivatives are exact: the gradient costs about as much as the value again, a Hessian-vector product twice that.</para>
/// <para>Several terms are a simultaneous fit. Fixed parameters have derivatives too; a fit does not move them. One object serves one thread at a time.</para>
/// </remarks>
public sealed class UnbinnedLikelihood : IHasHessian, IDisposable
{
    private readonly LikelihoodGraph _graph;
    private readonly Expr _nll;
    private readonly Expr[] _direction;
    private readonly ProgramOptions _options;
    private readonly Lazy<Evaluator> _value;
    private readonly Lazy<(Expr[] Gradient, Evaluator Evaluator)> _gradient;
    private readonly Lazy<(Expr[] Gradient, Expr[,] Hessian, Evaluator Evaluator)> _hessian;
    private readonly Lazy<(Expr[] Gradient, Expr[] Product, Evaluator Evaluator)> _product;

    /// <summary>Traces a likelihood.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="terms">Its terms, at least one.</param>
    /// <param name="threads">Threads; 0 takes all cores. Never changes a result.</param>
    /// <exception cref="ArgumentException">There is no term, or one does not fit; the message says which.</exception>
    public UnbinnedLikelihood(ParameterSet parameters, IReadOnlyList<ILikelihoodTerm> terms, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (terms.Count == 0) throw new ArgumentException("The likelihood has no terms; give at least one.", nameof(terms));
        Parameters = parameters;
        _graph = new LikelihoodGraph(parameters);
        Expr? nll = null;
        for (int i = 0; i < terms.Count; i++)
        {
            Expr term = terms[i].Trace(_graph);
            if (!term.IsNumber && (term.Axis is not null || term.Shape.Rank != 0))
                throw new ArgumentException(FormattableString.Invariant($"Term {i} is of shape {term.Shape}{(term.Axis is null ? "" : " for each event")}, but a term of a likelihood is one number. Sum it."), nameof(terms));
            nll = nll is { } sum ? sum + term : _graph.Graph.Constant(0.0) + term;
        }

        _nll = nll!.Value;
        _direction = [.. parameters.Select(p => _graph.Graph.Parameter("direction of " + p.Name))];
        _options = new ProgramOptions { Threads = threads, NonFinite = NonFinitePolicy.Allow };
        Expr[] values = [.. _graph.Parameters.Values];
        _value = new(() => Start([_nll]));
        _gradient = new(() =>
        {
            Expr[] gradient = Derivatives.Gradient(_nll, values);
            return (gradient, Start([_nll, .. gradient]));
        });
        _hessian = new(() =>
        {
            Expr[] gradient = Derivatives.Gradient(_nll, values);
            Expr[,] hessian = Derivatives.Hessian(_nll, values);
            return (gradient, hessian, Start([_nll, .. gradient, .. hessian.Cast<Expr>()]));
        });
        _product = new(() =>
        {
            Expr[] gradient = Derivatives.Gradient(_nll, values);
            Expr[] product = Derivatives.HessianVectorProduct(_nll, values, _direction);
            return (gradient, product, Start([_nll, .. gradient, .. product]));
        });
    }

    /// <summary>The parameters, in the order of every vector.</summary>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public int Dimension => Parameters.Count;

    /// <inheritdoc/>
    public double Value(ReadOnlySpan<double> point)
    {
        Evaluate(_value.Value, point);
        return Finite(_value.Value.Scalar(_nll));
    }

    /// <inheritdoc/>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        (Expr[] parts, Evaluator evaluator) = _gradient.Value;
        Evaluate(evaluator, point);
        Read(evaluator, parts, gradient);
        return Finite(evaluator.Scalar(_nll));
    }

    /// <inheritdoc/>
    public double ValueGradientAndHessian(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        (Expr[] parts, Expr[,] second, Evaluator evaluator) = _hessian.Value;
        Evaluate(evaluator, point);
        Read(evaluator, parts, gradient);
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++) hessian[(i * Dimension) + j] = evaluator.Scalar(second[i, j]);
        }

        return Finite(evaluator.Scalar(_nll));
    }

    /// <summary>The value, the gradient, and the product of the Hessian with a vector; the Hessian is never formed.</summary>
    /// <param name="point">Shape [parameter].</param>
    /// <param name="vector">Shape [parameter].</param>
    /// <param name="gradient">Receives the gradient, shape [parameter].</param>
    /// <param name="product">Receives the product, shape [parameter].</param>
    /// <returns>The value; <c>+infinity</c> outside the domain, never NaN.</returns>
    public double HessianProduct(ReadOnlySpan<double> point, ReadOnlySpan<double> vector, Span<double> gradient, Span<double> product)
    {
        (Expr[] parts, Expr[] products, Evaluator evaluator) = _product.Value;
        for (int i = 0; i < Dimension; i++) evaluator.Set(_direction[i], vector[i]);
        Evaluate(evaluator, point);
        Read(evaluator, parts, gradient);
        Read(evaluator, products, product);
        return Finite(evaluator.Scalar(_nll));
    }

    /// <summary>Fits the free parameters within their bounds, by Newton steps with the exact Hessian.</summary>
    /// <param name="start">Shape [parameter]; empty takes the start values of the parameters.</param>
    /// <param name="options">When to stop; null for the defaults.</param>
    /// <exception cref="ArgumentException">The start has another length.</exception>
    public UnbinnedFit Fit(ReadOnlySpan<double> start = default, NewtonOptions? options = null)
    {
        if (!start.IsEmpty && start.Length != Dimension) throw new ArgumentException($"The start has {start.Length} numbers, but there are {Dimension} parameters.", nameof(start));
        double[] point = start.IsEmpty ? [.. Parameters.Select(p => p.Initial)] : start.ToArray();
        bool[] held = [.. Parameters.Select(p => p.State == ParameterState.Fixed)];
        NewtonReport report = BoundedNewton.Minimize(this, point, [.. Parameters.Select(p => p.Lower)], [.. Parameters.Select(p => p.Upper)], held, new NewtonWorkspace(Dimension), options);
        double[] gradient = new double[Dimension], hessian = new double[Dimension * Dimension];
        double nll = ValueGradientAndHessian(point, gradient, hessian);
        return UnbinnedFit.Of(Parameters, report, point, nll, hessian, held);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_value.IsValueCreated) _value.Value.Dispose();
        if (_gradient.IsValueCreated) _gradient.Value.Evaluator.Dispose();
        if (_hessian.IsValueCreated) _hessian.Value.Evaluator.Dispose();
        if (_product.IsValueCreated) _product.Value.Evaluator.Dispose();
    }

    private static double Finite(double value) => double.IsNaN(value) ? double.PositiveInfinity : value;

    private static void Read(Evaluator evaluator, Expr[] outputs, Span<double> target)
    {
        for (int i = 0; i < outputs.Length; i++) target[i] = evaluator.Scalar(outputs[i]);
    }

    private Evaluator Start(Expr[] outputs)
    {
        Evaluator evaluator = CompiledProgram.Compile(outputs, _options).CreateEvaluator();
        foreach (TracedSample sample in _graph.Samples) sample.Bind(evaluator);
        return evaluator;
    }

    private void Evaluate(Evaluator evaluator, ReadOnlySpan<double> point)
    {
        if (point.Length != Dimension) throw new ArgumentException($"The point has {point.Length} numbers, but there are {Dimension} parameters.", nameof(point));
        for (int i = 0; i < Dimension; i++) evaluator.Set(_graph.Parameters.Values[i], point[i]);
        evaluator.Evaluate();
    }
}
