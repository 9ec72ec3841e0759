using System.Collections.Concurrent;
using Pullback.Autodiff;

namespace Pullback.Learning.Estimators.Limits;

/// <summary>What a trained ratio or density says of the events of a sample.</summary>
/// <remarks>
/// <para>Programs are compiled once and kept, with one evaluator per thread that asks; (point, event) pairs of a call go through the network together.</para>
/// <para>Observables and parameters are scaled as in training; log densities are those of the unscaled observables.</para>
/// </remarks>
public sealed class EstimatorLogRatio : ILogRatio, IDisposable
{
    private readonly Estimator _estimator;
    private readonly EstimatorGraph _graph;
    private readonly double[] _x;
    private readonly double[] _denominator;
    private readonly double _shift;
    private readonly Lazy<CompiledProgram> _values;
    private readonly Lazy<CompiledProgram> _scores;
    private readonly ConcurrentBag<Worker> _valueWorkers = [];
    private readonly ConcurrentBag<Worker> _scoreWorkers = [];

    /// <summary>Takes the events of a sample.</summary>
    /// <param name="estimator">A ratio or a density.</param>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="denominator">For doubly parameterized ratios the fixed θ₁, shape [parameter]; otherwise empty.</param>
    /// <exception cref="ArgumentException">The estimator is one of the score, a length does not fit, or a number is not finite.</exception>
    public EstimatorLogRatio(Estimator estimator, ReadOnlySpan<double> x, ReadOnlySpan<double> denominator = default)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        EstimatorDefinition definition = estimator.Definition;
        if (definition.Kind == EstimatorKind.Score)
            throw new ArgumentException($"A score estimator knows the score at its reference only. Use {nameof(LocalScoreLogRatio)}, which extends it into the neighborhood.", nameof(estimator));
        bool two = definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        if (denominator.Length != (two ? definition.Parameters : 0))
        {
            throw new ArgumentException(
                two ? $"The denominator has {denominator.Length} numbers, but the ratio of two points needs one of each of its {definition.Parameters} parameters."
                    : $"A denominator of {denominator.Length} numbers was given, but an estimator of kind {definition.Kind} has none to choose. Leave it out.", nameof(denominator));
        }

        Parameters = definition.Parameters;
        Events = EventTable.Rows(x, definition.Observables, "observables");
        EventTable.Rows(denominator, definition.Parameters, "parameters of the denominator");
        _estimator = estimator;
        _graph = new EstimatorGraph(definition, ElementType.Float64);
        _x = estimator.ObservableScaling.Apply(x, definition.Features);
        _denominator = estimator.ParameterScaling is { } scaling && two ? scaling.Apply(denominator) : denominator.ToArray();
        _shift = estimator.LogJacobian;
        var options = new ProgramOptions { Threads = 1, NonFinite = NonFinitePolicy.Allow };
        _values = new(() => CompiledProgram.Compile([_graph.Value], options));
        _scores = new(() => CompiledProgram.Compile([_graph.Value, _graph.Score], options));
    }

    /// <inheritdoc/>
    public int Parameters { get; }

    /// <inheritdoc/>
    public int Events { get; }

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> points, ReadOnlySpan<int> events, Span<double> values, Span<double> scores)
    {
        int rows = points.Length / Parameters * events.Length;
        if (rows == 0) return;
        bool withScores = !scores.IsEmpty;
        ConcurrentBag<Worker> idle = withScores ? _scoreWorkers : _valueWorkers;
        if (!idle.TryTake(out Worker? worker)) worker = new Worker(_graph, (withScores ? _scores : _values).Value, _estimator.Weights.Span);
        Fill(worker, points, events);
        worker.Evaluator.Evaluate();
        ReadOnlySpan<double> found = worker.Evaluator.Float64(_graph.Value);
        for (int i = 0; i < rows; i++) values[i] = found[i] + _shift;
        if (withScores)
        {
            ReadOnlySpan<double> score = worker.Evaluator.Float64(_graph.Score);
            Scaling? scaling = _estimator.ParameterScaling;
            for (int i = 0; i < rows * Parameters; i++) scores[i] = scaling is null ? score[i] : score[i] / scaling.Deviations[i % Parameters];
        }

        idle.Add(worker);
    }

    /// <summary>Frees what evaluations have kept.</summary>
    public void Dispose()
    {
        foreach (Worker worker in _valueWorkers.Concat(_scoreWorkers)) worker.Evaluator.Dispose();
        _valueWorkers.Clear();
        _scoreWorkers.Clear();
    }

    private void Fill(Worker worker, ReadOnlySpan<double> points, ReadOnlySpan<int> events)
    {
        double[] theta = _estimator.ParameterScaling is { } scaling ? scaling.Apply(points) : points.ToArray();
        int inputs = _graph.Definition.Inputs;
        int count = points.Length / Parameters;
        worker.Resize(count * events.Length, inputs, Parameters, _denominator.Length);
        for (int p = 0, row = 0; p < count; p++)
        {
            for (int e = 0; e < events.Length; e++, row++)
            {
                _x.AsSpan(events[e] * inputs, inputs).CopyTo(worker.X.AsSpan(row * inputs));
                theta.AsSpan(p * Parameters, Parameters).CopyTo(worker.Theta.AsSpan(row * Parameters));
                _denominator.CopyTo(worker.Denominator.AsSpan(row * _denominator.Length));
            }
        }

        worker.Evaluator.Bind(_graph.Observables, worker.X);
        worker.Evaluator.Bind(_graph.Numerator, worker.Theta);
        if (_graph.HasDenominator) worker.Evaluator.Bind(_graph.Denominator, worker.Denominator);
    }

    /// <summary>What one thread needs: an evaluator, and the rows it reads.</summary>
    private sealed class Worker
    {
        public Worker(EstimatorGraph graph, CompiledProgram program, ReadOnlySpan<double> weights)
        {
            Evaluator = program.CreateEvaluator();
            graph.Weights.Set(Evaluator, weights);
        }

        public Evaluator Evaluator { get; }

        public double[] X { get; private set; } = [];

        public double[] Theta { get; private set; } = [];

        public double[] Denominator { get; private set; } = [];

        public void Resize(int rows, int inputs, int parameters, int denominator)
        {
            if (X.Length == rows * inputs) return;
            X = new double[rows * inputs];
            Theta = new double[rows * parameters];
            Denominator = new double[rows * denominator];
        }
    }
}
