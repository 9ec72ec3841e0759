using Pullback.Autodiff;
using Pullback.Learning.Estimators;
using Pullback.Learning.Estimators.Losses;
using Pullback.Learning.Training;
using Pullback.Numerics.Random;

namespace Pullback.Benchmarks.Learning;

/// <summary>A whole training step of an estimator: gathers the rows of a batch from a shuffled table, computes loss and gradient, updates the weights.</summary>
internal sealed class EstimatorStep : IDisposable
{
    public const int Batch = 128;
    private readonly EstimatorCase _case;
    private readonly EstimatorGraph _graph;
    private readonly Expr _loss;
    private readonly Expr[] _gradients;
    private readonly Evaluator _evaluator;
    private readonly Optimizer<float> _optimizer;
    private readonly float[] _weights;
    private readonly float[] _gradient;
    private readonly int[] _order;
    private readonly RandomStream _stream = new(2, "estimator race: order", 0);
    private readonly List<(float[] Column, float[] Rows, int Width)> _columns = [];
    private readonly float[] _table;
    private readonly int _width;
    private int _next;

    /// <param name="estimator">The estimator with its table.</param>
    /// <param name="method">The method.</param>
    public EstimatorStep(EstimatorCase estimator, EstimatorMethod method)
    {
        _case = estimator;
        int parameters = estimator.Definition.Parameters;
        _graph = new EstimatorGraph(estimator.Definition, ElementType.Float32);
        Expr Input(string name, int width) => _graph.Graph.EventInput(name, _graph.Axis, Shape.Of(width), ElementType.Float32);
        var targets = new LossTargets { Labels = Input("y", 1), Ratio = Input("r_xz", 1), Score = Input("t_xz", parameters) };
        _loss = MethodLoss.Build(_graph, method, 1.0, targets).Total;
        _gradients = Derivatives.Gradient(_loss, _graph.Weights.Parameters);
        _evaluator = CompiledProgram.Compile([_loss, .. _gradients], new ProgramOptions { Threads = 1 }).CreateEvaluator();
        _weights = [.. estimator.Weights];
        _gradient = new float[_weights.Length];
        _optimizer = new AmsGrad().Create<float>(_weights.Length);
        _order = [.. Enumerable.Range(0, estimator.Events)];
        Bind(_graph.Observables, estimator.X);
        if (_graph.HasParameters) Bind(_graph.Numerator, estimator.Theta);
        if (MethodLoss.NeedsRatio(method)) Bind(targets.Ratio.Value, estimator.Ratio);
        if (method is EstimatorMethod.Carl or EstimatorMethod.Alices) Bind(targets.Labels.Value, estimator.Labels);
        if (MethodLoss.NeedsScore(method)) Bind(targets.Score.Value, estimator.Score);
        _width = _columns.Sum(c => c.Width);
        _table = Interleave();
    }

    /// <summary>The loss of the first batch of the table at the first weights; to be asked before the first step.</summary>
    public double FirstLoss()
    {
        Evaluate();
        return _evaluator.Scalar(_loss);
    }

    public void Run()
    {
        if (_next == 0) Shuffle();
        Evaluate();
        _graph.Weights.Get<float>(_evaluator, _gradients, _gradient);
        _optimizer.Update(_weights, _gradient);
        _next += Batch;
        if (_next + Batch > _case.Events) _next = 0;
    }

    public void Dispose() => _evaluator.Dispose();

    private void Bind(Expr input, float[] table)
    {
        int width = input.Shape.Length;
        float[] rows = new float[Batch * width];
        _columns.Add((table, rows, width));
        _evaluator.Bind(input, rows);
    }

    private void Evaluate()
    {
        ReadOnlySpan<int> batch = _order.AsSpan(_next, Batch);
        int start = 0;
        foreach ((_, float[] rows, int width) in _columns)
        {
            Gather(batch, start, rows, width);
            start += width;
        }

        _graph.Weights.Set<float>(_evaluator, _weights);
        _evaluator.Evaluate();
    }

    private void Gather(ReadOnlySpan<int> batch, int start, Span<float> rows, int width)
    {
        foreach (int row in batch)
        {
            ReadOnlySpan<float> from = _table.AsSpan((row * _width) + start, width);
            for (int k = 0; k < from.Length; k++) rows[k] = from[k];
            rows = rows[width..];
        }
    }

    /// <summary>All columns of an event side by side, so that a batch touches few cache lines.</summary>
    private float[] Interleave()
    {
        float[] table = new float[_case.Events * _width];
        int start = 0;
        foreach ((float[] column, _, int width) in _columns)
        {
            for (int i = 0; i < _case.Events; i++) column.AsSpan(i * width, width).CopyTo(table.AsSpan((i * _width) + start));
            start += width;
        }

        return table;
    }

    private void Shuffle()
    {
        for (int i = _order.Length - 1; i > 0; i--)
        {
            int other = (int)_stream.Uniform(0.0, i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }
}
