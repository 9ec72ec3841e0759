using Pullback.Autodiff;

namespace Pullback.Statistics.Likelihoods;

/// <summary>The columns of a sample as values of a graph.</summary>
public sealed class TracedSample
{
    private readonly Graph _graph;
    private readonly Dictionary<string, Expr> _columns = new(StringComparer.Ordinal);
    private readonly string _prefix;
    private Expr? _weights;

    internal TracedSample(Graph graph, EventSample sample, int resolution, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        if (sample.Count == 0) throw new ArgumentException($"Sample '{sample.Name}' has no events; at least one is needed.", nameof(sample));
        if (sample.Count % resolution != 0)
            throw new ArgumentException($"Sample '{sample.Name}' has {sample.Count} rows, which is no multiple of the {resolution} rows of a measured event.", nameof(sample));
        _graph = graph;
        Sample = sample;
        Resolution = resolution;
        _prefix = FormattableString.Invariant($"{number}:{sample.Name}.");
        Axis = new EventAxis(_prefix);
    }

    /// <summary>The events.</summary>
    public EventSample Sample { get; }

    /// <summary>The number of consecutive rows that make up one measured event.</summary>
    public int Resolution { get; }

    /// <summary>The axis of the measured events.</summary>
    public EventAxis Axis { get; }

    /// <summary>A column.</summary>
    /// <param name="column">Its name.</param>
    /// <returns>A scalar of each event, or of shape [row] where several rows make up one.</returns>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public Expr this[string column]
    {
        get
        {
            if (_columns.TryGetValue(column, out Expr known)) return known;
            _ = Sample[column];
            return _columns[column] = Input("column " + column);
        }
    }

    /// <summary>The weighted mean over all rows, <c>Σ v f/Σ v</c>.</summary>
    /// <param name="values">Of the shape of a column.</param>
    /// <returns>A uniform scalar.</returns>
    public Expr Mean(Expr values)
    {
        Expr own = OfRows(values);
        return Sample.Weights.IsEmpty ? Op.SumEvents(Op.Sum(own)) / Sample.Count : Op.SumEvents(Op.Sum(Weights * own)) / Sample.SumOfWeights;
    }

    /// <summary>The weighted sum over the measured events, <c>Σ_g W_g v_g</c> with <c>W_g = Σ w</c> over the rows of an event.</summary>
    /// <param name="values">A scalar of each event.</param>
    /// <returns>A uniform scalar.</returns>
    public Expr WeightedSum(Expr values)
    {
        Expr own = OfEvents(values);
        return Sample.Weights.IsEmpty ? Resolution * Op.SumEvents(own) : Op.SumEvents(GroupWeights * own);
    }

    /// <summary>The weighted mean over the rows of each measured event, <c>F_g = Σ w f/W_g</c>; events of no weight give the sum.</summary>
    /// <param name="values">Of the shape of a column.</param>
    /// <returns>A scalar of each event.</returns>
    public Expr GroupMeans(Expr values)
    {
        Expr own = OfRows(values);
        if (Resolution == 1) return own;
        if (Sample.Weights.IsEmpty) return Op.Sum(own) / Resolution;
        Expr isNone = Op.LessOrEqual(Op.Abs(GroupWeights), 0.0);
        return Op.Sum(Weights * own) / Op.Select(isNone, 1.0 + (0.0 * GroupWeights), GroupWeights);
    }

    /// <summary>The weights of a sample that has them, of the shape of a column.</summary>
    /// <exception cref="InvalidOperationException">All weights are 1.</exception>
    public Expr Weights => !Sample.Weights.IsEmpty ? WeightInput : throw new InvalidOperationException($"Sample '{Sample.Name}' has no weights.");

    private Expr WeightInput => _weights ??= Input("weight");

    private Expr GroupWeights => Resolution == 1 ? Weights : Op.Sum(Weights);

    internal void Bind(Evaluator evaluator)
    {
        foreach ((string name, Expr input) in _columns) evaluator.Bind(input, Sample[name]);
        if (_weights is { } weights) evaluator.Bind(weights, Sample.Weights);
    }

    // A density may be the same for all events, and even a number.
    private Expr OfEvents(Expr values) => Op.BroadcastEvents(values.IsNumber ? _graph.Constant(0.0) + values : values, Axis);

    private Expr OfRows(Expr values)
    {
        Expr own = OfEvents(values);
        Shape shape = Resolution == 1 ? Shape.Scalar : Shape.Of(Resolution);
        if (own.Shape == shape) return own;
        if (own.Shape.Rank == 0) return Op.Broadcast(own, shape);
        throw new ArgumentException($"A density of sample '{Sample.Name}' has the shape {own.Shape}, but must have that of a column, {shape}.", nameof(values));
    }

    private Expr Input(string name) => _graph.EventInput(_prefix + name, Axis, Resolution == 1 ? Shape.Scalar : Shape.Of(Resolution));
}
