using System.Numerics;
using System.Runtime.InteropServices;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Losses;
using Pullback.Learning.Estimators.Training.Rows;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Training;

/// <summary>The loss of a batch of packed rows, and its gradient.</summary>
internal sealed class EstimatorProgram<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EstimatorGraph _graph;
    private readonly LossParts _parts;
    private readonly Expr _loss;
    private readonly Expr[] _gradient;
    private readonly IReadOnlyList<Expr> _statistics;
    private readonly Evaluator _evaluator;
    private readonly int _width;
    private readonly List<(Expr Input, int Offset, int Width, T[] Values)> _inputs = [];
    private readonly DropoutMasks<T>? _masks;
    private readonly int _weightOffset = -1;
    private int _bound = -1;

    /// <summary>Traces and plans.</summary>
    /// <param name="definition">The estimator.</param>
    /// <param name="layout">The packed rows.</param>
    /// <param name="options">How to train.</param>
    /// <param name="capacity">The largest number of rows of a batch.</param>
    /// <param name="withGradient">Whether the gradient is computed, and dropout applied.</param>
    public EstimatorProgram(EstimatorDefinition definition, RowLayout layout, EstimatorTrainingOptions options, int capacity, bool withGradient)
    {
        ElementType element = options.Element;
        _graph = new EstimatorGraph(definition, element, dropout: withGradient);
        _width = layout.Width;
        var targets = new LossTargets();
        foreach (RowGroup group in layout.Groups)
        {
            Expr input = group.Role switch
            {
                RowRole.Observables => _graph.Observables,
                RowRole.Numerator => _graph.Numerator,
                RowRole.Denominator => _graph.Denominator,
                RowRole.Weights => _graph.Graph.EventInput("weight", _graph.Axis, Shape.Scalar, element),
                _ => _graph.Graph.EventInput(group.Role.ToString(), _graph.Axis, Shape.Of(group.Width), element),
            };
            _inputs.Add((input, group.Offset, group.Width, new T[capacity * group.Width]));
            if (group.Role == RowRole.Labels) targets = targets with { Labels = input };
            if (group.Role == RowRole.Ratio) targets = targets with { Ratio = input };
            if (group.Role == RowRole.Score) targets = targets with { Score = input };
            if (group.Role == RowRole.DenominatorScore) targets = targets with { DenominatorScore = input };
            if (group.Role != RowRole.Weights) continue;
            _weightOffset = group.Offset;

            // Weights have mean 1 over all events; divided by their number instead of their sum, gradients of batches are those of all events on average.
            targets = targets with { Weights = new EventWeights(input, _graph.Graph.EventCount(_graph.Axis, element)) };
        }

        _parts = MethodLoss.Build(_graph, options.Method, options.Alpha, targets);
        _loss = _parts.Total;
        _gradient = withGradient ? _graph.Weights.Gradient(_loss) : [];
        _statistics = withGradient ? _graph.Statistics : [];
        _masks = _graph.Masks.Count > 0 ? new DropoutMasks<T>([.. _graph.Masks.Select(mask => mask.Shape.Length)], capacity, options.Training.Seed, "estimator") : null;
        // A training that diverges is told of in its own words, by epoch; small batches are not worth the hand-over between threads.
        var program = new ProgramOptions { Threads = capacity < 2048 ? 1 : options.Training.Threads, NonFinite = NonFinitePolicy.Allow };
        _evaluator = CompiledProgram.Compile([_loss, .. _parts.Parts.Select(part => part.Value), .. _gradient, .. _statistics], program).CreateEvaluator();
        Dropout = definition.Dropout;
    }

    /// <summary>The weights.</summary>
    public WeightList Weights => _graph.Weights;

    /// <summary>The names of the parts of the loss.</summary>
    public IReadOnlyList<string> PartNames => [.. _parts.Parts.Select(part => part.Name)];

    /// <summary>The loss of the last batch.</summary>
    public double Loss => _evaluator.Scalar(_loss);

    private double Dropout { get; }

    /// <summary>The parts of the loss of the last batch, the weighted sum over its events divided by their number.</summary>
    /// <param name="index">The number of the part.</param>
    public double Part(int index) => _evaluator.Scalar(_parts.Parts[index].Value);

    /// <summary>Copies the gradient of the last batch.</summary>
    /// <param name="destination">Shape [weight].</param>
    public void Gradient(Span<T> destination) => Weights.Get(_evaluator, _gradient, destination);

    /// <summary>Moves stored statistics towards those of the last batch: <c>s ← s + share (s_batch − s)</c>.</summary>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="share">The share of the batch.</param>
    public void Normalize(Span<T> weights, double share)
    {
        T step = T.CreateChecked(share);
        int next = 0;
        foreach (WeightTensor tensor in Weights.Tensors)
        {
            if (tensor.IsTrained) continue;
            Span<T> stored = weights.Slice(tensor.Offset, tensor.Length);
            Expr batch = _statistics[next++];
            ReadOnlySpan<T> found = typeof(T) == typeof(float) ? MemoryMarshal.Cast<float, T>(_evaluator.Float32(batch)) : MemoryMarshal.Cast<double, T>(_evaluator.Float64(batch));
            for (int d = 0; d < stored.Length; d++) stored[d] += step * (found[d] - stored[d]);
        }
    }

    /// <summary>Evaluates a batch.</summary>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="rows">The memory that holds packed rows.</param>
    /// <param name="indices">The rows of the batch, by position.</param>
    /// <param name="update">The number of the update, which keys dropout.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>The sum of the weights of the events, their number without weights.</returns>
    public double Run(ReadOnlySpan<T> weights, ReadOnlySpan<T> rows, ReadOnlySpan<int> indices, long update, CancellationToken cancellation)
    {
        int count = indices.Length;
        foreach ((_, int offset, int width, T[] values) in _inputs) Gather(rows, indices, offset, width, values);
        if (count != _bound)
        {
            foreach ((Expr input, _, int width, T[] values) in _inputs) Bind(input, values.AsMemory(0, count * width));
        }

        if (_masks is not null)
        {
            ReadOnlyMemory<T>[] masks = _masks.Draw(count, update, Dropout);
            if (count != _bound)
            {
                for (int i = 0; i < masks.Length; i++) Bind(_graph.Masks[i], masks[i]);
            }
        }

        _bound = count;
        Weights.Set(_evaluator, weights);
        _evaluator.Evaluate(cancellation);
        if (_weightOffset < 0) return count;
        double sum = 0;
        foreach (int row in indices) sum += double.CreateChecked(rows[(row * _width) + _weightOffset]);
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();

    private void Gather(ReadOnlySpan<T> rows, ReadOnlySpan<int> indices, int offset, int width, T[] values)
    {
        int position = 0;
        foreach (int row in indices)
        {
            int start = (row * _width) + offset;
            for (int k = 0; k < width; k++) values[position++] = rows[start + k];
        }
    }

    private void Bind(Expr input, ReadOnlyMemory<T> rows)
    {
        if (rows is ReadOnlyMemory<float> singles) _evaluator.Bind(input, singles);
        else if (rows is ReadOnlyMemory<double> doubles) _evaluator.Bind(input, doubles);
    }
}
