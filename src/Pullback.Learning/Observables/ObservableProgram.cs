using System.Globalization;
using System.Numerics;
using Pullback.Autodiff;
using Pullback.Learning.Layers;
using Pullback.Statistics.Templates;

namespace Pullback.Learning.Observables;

/// <summary>
/// The whole chain as one traced program: events of every set → network → shares in bins → counts → templates → objective, and back to the gradient of
/// every weight.
/// </summary>
internal sealed class ObservableProgram<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Input[] _inputs;
    private readonly Expr _templates;
    private readonly Expr _loss;
    private readonly Expr _crossEntropy;
    private readonly Expr[] _gradient;
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
        bool dropout = withGradient && network.Dropout > 0;
        _inputs = [.. data.Sets.Select(set => new Input(graph, set, network, dropout))];

        var counts = new Dictionary<(string, string?, VariationSide), Expr>();
        var nominal = new Dictionary<string, (Expr Shares, Expr Weight)>(StringComparer.Ordinal);
        Expr? signalEntropy = null, signalWeight = null, backgroundEntropy = null, backgroundWeight = null;
        for (int i = 0; i < _inputs.Length; i++)
        {
            Input input = _inputs[i];
            Expr outputs = Network.Apply(input.Features, dropout ? input.Masks : null);
            Expr shares = Summary.Shares(outputs);
            for (int c = 0; c < input.Weights.Length; c++)
            {
                WeightColumn column = data.Sets[i].Columns[c];
                Expr count = Op.External(new CheckedCounts(column.Label), Op.SumEvents(shares * input.Weights[c]))[0];
                counts.Add((column.Process, column.Variation, column.Side), count);
                if (column.Side != VariationSide.Nominal) continue;
                nominal.Add(column.Process, (shares, input.Weights[c]));
                bool isSignal = column.Process == TemplateModelOptions.Signal;
                Expr logit = Summary.SignalLogit(outputs);
                Expr entropy = Op.SumEvents(input.Weights[c] * Op.Softplus(isSignal ? -logit : logit));
                Expr weight = Op.SumEvents(input.Weights[c]);
                if (isSignal) (signalEntropy, signalWeight) = (Add(signalEntropy, entropy), Add(signalWeight, weight));
                else (backgroundEntropy, backgroundWeight) = (Add(backgroundEntropy, entropy), Add(backgroundWeight, weight));
            }
        }

        var templateCounts = new TemplateCounts(
            Summary, counts, process => Op.SumEvents(Op.Square(nominal[process].Shares * nominal[process].Weight)));
        _templates = options.Recipe.Templates(templateCounts, data, model);
        _crossEntropy = 0.5 * ((signalEntropy!.Value / signalWeight!.Value) + (backgroundEntropy!.Value / backgroundWeight!.Value));
        Objective = new ObjectiveFunction(model, options.Objective.Terms, options.Objective.Poi);
        _loss = Loss(options.Objective);
        _gradient = withGradient ? Derivatives.Gradient(_loss, Weights.Parameters) : [];
        _program = CompiledProgram.Compile(
            [_loss, _templates, _crossEntropy, .. _gradient],
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

    /// <summary>The plan, for a person.</summary>
    public string Explain() => _program.Explain();

    /// <summary>Evaluates the chain.</summary>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="batches">One batch per set, in order.</param>
    /// <param name="cancellation">Stops between chunks of events.</param>
    /// <exception cref="NegativeCountException">The weights of a process sum to a negative number in a bin.</exception>
    public void Run(ReadOnlySpan<T> weights, IReadOnlyList<EventBatch<T>> batches, CancellationToken cancellation)
    {
        Weights.Set(_evaluator, weights);
        for (int i = 0; i < _inputs.Length; i++) _inputs[i].Bind(_evaluator, batches[i]);
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

    private sealed class Input
    {
        public Input(Graph graph, EventSet set, NetworkOptions network, bool dropout)
        {
            var axis = new EventAxis(set.Name);
            Features = graph.EventInput("features of " + set.Name, axis, Shape.Of(network.Inputs), network.Element);
            Weights = [.. set.Columns.Select(c => graph.EventInput("weight of " + c.Label, axis))];
            Masks = dropout
                ? [.. network.Hidden.Select((width, layer) => graph.EventInput(
                    string.Create(CultureInfo.InvariantCulture, $"mask {layer} of {set.Name}"), axis, Shape.Of(width), network.Element))]
                : [];
        }

        public Expr Features { get; }

        public Expr[] Weights { get; }

        public Expr[] Masks { get; }

        public void Bind(Evaluator evaluator, EventBatch<T> batch)
        {
            Bind(evaluator, Features, batch.Features);
            for (int i = 0; i < Weights.Length; i++) evaluator.Bind(Weights[i], batch.Weights[i]);
            for (int i = 0; i < Masks.Length; i++) Bind(evaluator, Masks[i], batch.Masks[i]);
        }

        private static void Bind(Evaluator evaluator, Expr input, ReadOnlyMemory<T> rows)
        {
            if (rows is ReadOnlyMemory<float> singles) evaluator.Bind(input, singles);
            else if (rows is ReadOnlyMemory<double> doubles) evaluator.Bind(input, doubles);
        }
    }
}
