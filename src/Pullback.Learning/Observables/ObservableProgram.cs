using System.Globalization;
using System.Numerics;
using Pullback.Autodiff;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>
/// The whole chain as one traced program: events of all sets → network → shares in bins → counts → templates → objective, and back to the gradient of
/// every weight.
/// </summary>
/// <remarks>The events of all sets share one axis, so that the network sees them in one pass; a column's weights are zero for the events of other sets.</remarks>
internal sealed class ObservableProgram<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Expr _features;
    private readonly Expr[] _eventWeights;
    private readonly Expr[] _masks;
    private readonly Expr _templates;
    private readonly Expr _loss;
    private readonly Expr _crossEntropy;
    private readonly Expr[] _gradient;
    private readonly List<EventSum> _sums = [];
    private readonly Evaluator _evaluator;
    private readonly CompiledProgram _program;

    /// <summary>Traces and plans the chain.</summary>
    /// <param name="options">What is trained.</param>
    /// <param name="data">The sets of events; their number may change from call to call.</param>
    /// <param name="model">The structure of the likelihood.</param>
    /// <param name="withGradient">Whether the gradient is computed, and dropout applied.</param>
    public ObservableProgram(ObservableOptions options, ObservableData data, TemplateModel model, bool withGradient)
    {
        NetworkOptions network = options.Network with { Inputs = data.FeatureNames.Count, Outputs = options.Summary.Outputs };
        var graph = new Graph();
        Weights = new WeightList(graph, network.Element);
        Network = new Network(network, Weights);
        Summary = options.Summary.Trace(Weights);
        var axis = new EventAxis("events");
        _features = graph.EventInput("features", axis, Shape.Of(network.Inputs), network.Element);
        WeightColumn[] columns = [.. data.Sets.SelectMany(s => s.Columns)];
        _eventWeights = [.. columns.Select(c => graph.EventInput("weight of " + c.Label, axis))];
        _masks = withGradient && network.Dropout > 0
            ? [.. network.Hidden.Select((width, layer) => graph.EventInput(
                string.Create(CultureInfo.InvariantCulture, $"mask {layer}"), axis, Shape.Of(width), network.Element))]
            : [];
        Expr outputs = Network.Apply(_features, _masks.Length > 0 ? _masks : null);
        Expr shares = Summary.Shares(outputs);
        Expr logit = Summary.SignalLogit(outputs);
        var counts = new Dictionary<(string, string?, VariationSide), Expr>();
        var nominal = new Dictionary<string, int>(StringComparer.Ordinal);
        Expr? signalEntropy = null, signalWeight = null, backgroundEntropy = null, backgroundWeight = null;
        // Without a gradient the program can go on from sums over other events: the parts that it adds are its parameters.
        Expr SumOf(Expr perEvent, int column, int power)
        {
            Expr sum = Op.SumEvents(perEvent);
            Expr? others = withGradient ? null : graph.Parameter(string.Create(CultureInfo.InvariantCulture, $"others {_sums.Count}"), sum.Shape);
            _sums.Add(new EventSum(sum, others, column, power));
            return others is { } part ? sum + part : sum;
        }

        for (int c = 0; c < columns.Length; c++)
        {
            (WeightColumn column, Expr weight) = (columns[c], _eventWeights[c]);
            Expr count = Op.External(new CheckedCounts(column.Label), SumOf(shares * weight, c, 1))[0];
            counts.Add((column.Process, column.Variation, column.Side), count);
            if (column.Side != VariationSide.Nominal) continue;
            nominal.Add(column.Process, c);
            bool isSignal = column.Process == TemplateModelOptions.Signal;
            Expr entropy = SumOf(weight * Op.Softplus(isSignal ? -logit : logit), c, 1);
            Expr total = SumOf(weight, c, 1);
            if (isSignal) (signalEntropy, signalWeight) = (Add(signalEntropy, entropy), Add(signalWeight, total));
            else (backgroundEntropy, backgroundWeight) = (Add(backgroundEntropy, entropy), Add(backgroundWeight, total));
        }

        var templateCounts = new TemplateCounts(
            Summary, counts, process => SumOf(Op.Square(shares * _eventWeights[nominal[process]]), nominal[process], 2));
        _templates = options.Recipe.Templates(templateCounts, data, model);
        _crossEntropy = 0.5 * ((signalEntropy!.Value / signalWeight!.Value) + (backgroundEntropy!.Value / backgroundWeight!.Value));
        Objective = new ObjectiveFunction(model, options.Objective.Terms, options.Objective.Poi);
        _loss = Loss(options.Objective);
        _gradient = withGradient ? Derivatives.Gradient(_loss, Weights.Parameters) : [];
        _program = CompiledProgram.Compile(
            [_loss, _templates, _crossEntropy, .. _gradient, .. withGradient ? _sums.Select(s => s.Sum) : []],
            new ProgramOptions { Threads = options.Training.Threads });
        _evaluator = _program.CreateEvaluator();
    }

    /// <summary>The trainable parameters.</summary>
    public WeightList Weights { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The summary.</summary>
    public Summary Summary { get; }

    /// <summary>The statistical analysis inside.</summary>
    public ObjectiveFunction Objective { get; }

    /// <summary>The loss of the last run.</summary>
    public double Loss() => _evaluator.Scalar(_loss);

    /// <summary>The cross-entropy of the last run.</summary>
    public double CrossEntropy() => _evaluator.Scalar(_crossEntropy);

    /// <summary>All templates of the last run. Shape [template entry].</summary>
    public double[] Templates() => _evaluator.Float64(_templates).ToArray();

    /// <summary>Copies the gradient of the last run. Shape [weight].</summary>
    public void Gradient(Span<T> destination) => Weights.Get(_evaluator, _gradient, destination);

    /// <summary>The sums over the events of the last run, for their own weights instead of those scaled to the expected yield of all events.</summary>
    /// <param name="batch">The batch of the last run.</param>
    public double[][] Sums(EventBatch<T> batch) => [.. _sums.Select(s =>
    {
        double scale = Math.Pow(batch.Factors[s.Column], -s.Power);
        return Array.ConvertAll(_evaluator.Float64(s.Sum).ToArray(), v => v * scale);
    })];

    /// <summary>The plan, for a person.</summary>
    public string Explain() => _program.Explain();

    /// <summary>Evaluates the chain.</summary>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="batch">The events of all sets, joined.</param>
    /// <param name="others">The sums over further events that belong to the result, as <see cref="Sums"/> gives them; only without gradient.</param>
    /// <param name="cancellation">Stops between chunks of events.</param>
    /// <exception cref="NegativeCountException">The weights of a process sum to a negative number in a bin.</exception>
    public void Run(ReadOnlySpan<T> weights, EventBatch<T> batch, IReadOnlyList<double[]>? others, CancellationToken cancellation)
    {
        for (int i = 0; i < _sums.Count; i++)
        {
            if (_sums[i].Others is { } parameter) _evaluator.Set(parameter, others?[i] ?? new double[parameter.Shape.Length]);
        }

        Weights.Set(_evaluator, weights);
        Bind(_features, batch.Features);
        for (int i = 0; i < _eventWeights.Length; i++) _evaluator.Bind(_eventWeights[i], batch.Weights[i]);
        for (int i = 0; i < _masks.Length; i++) Bind(_masks[i], batch.Masks[i]);
        _evaluator.Evaluate(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();

    private static Expr Add(Expr? sum, Expr term) => sum is { } s ? s + term : term;

    private Expr Loss(ObservableObjective objective)
    {
        ObjectiveTerm[] entropy = [.. objective.Terms.Where(t => t.Name == ObservableObjective.BinaryCrossEntropy)];
        Expr? loss = entropy.Length < objective.Terms.Count ? Op.External(Objective, _templates)[0] : null;
        return entropy.Length == 0 ? loss!.Value : Add(loss, entropy.Sum(t => t.Weight) * _crossEntropy);
    }

    private void Bind(Expr input, ReadOnlyMemory<T> rows)
    {
        if (rows is ReadOnlyMemory<float> singles) _evaluator.Bind(input, singles);
        else if (rows is ReadOnlyMemory<double> doubles) _evaluator.Bind(input, doubles);
    }

    /// <summary>A sum over events with the weights of a column to some power.</summary>
    private readonly record struct EventSum(Expr Sum, Expr? Others, int Column, int Power);
}
