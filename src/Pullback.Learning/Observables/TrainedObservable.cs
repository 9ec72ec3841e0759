using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pullback.Autodiff;
using Pullback.HistFactory.Templates;
using Pullback.Learning.Files;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Observables;

/// <summary>A trained network with its summary and the likelihood it was trained for: applies to new events, stored in one file.</summary>
public sealed class TrainedObservable
{
    private const string Kind = "observable";
    private const int Version = 1;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly byte[] _weights;

    internal TrainedObservable(ObservableDefinition definition, byte[] weights)
    {
        Definition = definition;
        _weights = weights;
    }

    /// <summary>What the observable is: features, network, summary, likelihood, objective.</summary>
    public ObservableDefinition Definition { get; }

    /// <summary>The bin edges for plots, which training may have moved.</summary>
    public double[] Edges() => Definition.Network.Element == ElementType.Float32 ? EdgesAs<float>() : EdgesAs<double>();

    /// <summary>Each event's share in each bin.</summary>
    /// <param name="features">Row-major. Shape [event, feature].</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <returns>Row-major. Shape [event, bin].</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of features.</exception>
    public double[] Shares(ReadOnlyMemory<double> features, int threads = 0, CancellationToken cancellation = default) =>
        PerEvent((summary, outputs) => summary.Shares(outputs), features, threads, cancellation);

    /// <summary>What the observable makes of each event: the probabilities of softmax bins, or the place between 0 and 1 that a kernel smears.</summary>
    /// <param name="features">Row-major. Shape [event, feature].</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <returns>Row-major. Shape [event, output].</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the number of features.</exception>
    public double[] Responses(ReadOnlyMemory<double> features, int threads = 0, CancellationToken cancellation = default) =>
        PerEvent((summary, outputs) => summary.Response(outputs), features, threads, cancellation);

    /// <summary>Every result of the analysis on given events.</summary>
    /// <param name="data">Events of the processes and variations that the observable was trained with.</param>
    /// <param name="threads">Threads that share the work; 0 takes all cores. Never changes a result.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <exception cref="ArgumentException">The events do not fit the observable; the message lists every problem found.</exception>
    /// <exception cref="NegativeCountException">The weights of a process sum to a negative number in a bin.</exception>
    public ObservableMetrics Evaluate(ObservableData data, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        List<string> problems = [.. data.Problems(), .. data.ProcessProblems()];
        if (!data.FeatureNames.SequenceEqual(Definition.FeatureNames))
            problems.Add($"The observable was trained on the features {string.Join(", ", Definition.FeatureNames)}, but the events have {string.Join(", ", data.FeatureNames)}.");
        if (problems.Count > 0) throw new ArgumentException(string.Join(" ", problems), nameof(data));
        return Definition.Network.Element == ElementType.Float32
            ? EvaluateAs<float>(data, threads, cancellation)
            : EvaluateAs<double>(data, threads, cancellation);
    }

    /// <summary>The structure of the likelihood for given events.</summary>
    /// <param name="data">The events.</param>
    public TemplateModel Model(ObservableData data) => Definition.Recipe.Model(data, Definition.Summary.BinCount);

    /// <summary>Writes the observable whole or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void Save(string path) =>
        BlockFile.Write(path, Kind, Version, [("definition", JsonSerializer.SerializeToUtf8Bytes(Definition, Json)), ("weights", _weights)]);

    /// <summary>Reads an observable.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not an observable, or it is damaged.</exception>
    public static TrainedObservable Load(string path)
    {
        IReadOnlyDictionary<string, byte[]> blocks = BlockFile.Read(path, Kind, Version);
        ObservableDefinition definition = JsonSerializer.Deserialize<ObservableDefinition>(blocks["definition"], Json)
            ?? throw new InvalidDataException($"'{path}' has an empty definition. Train the observable again.");
        return new TrainedObservable(definition, blocks["weights"]);
    }

    private double[] EdgesAs<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var list = new WeightList(new Graph(), Definition.Network.Element);
        _ = new Network(Definition.Network, list);
        return Definition.Summary.Trace(list).Edges(MemoryMarshal.Cast<byte, T>((ReadOnlySpan<byte>)_weights));
    }

    private double[] PerEvent(Func<Summary, Expr, Expr> value, ReadOnlyMemory<double> features, int threads, CancellationToken cancellation) =>
        Definition.Network.Element == ElementType.Float32
            ? PerEventAs<float>(value, features, threads, cancellation)
            : PerEventAs<double>(value, features, threads, cancellation);

    private double[] PerEventAs<T>(Func<Summary, Expr, Expr> value, ReadOnlyMemory<double> features, int threads, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Definition.FeatureNames.Count;
        if (features.Length % width != 0)
            throw new ArgumentException($"There are {features.Length} feature values, which is no multiple of the {width} features.", nameof(features));
        if (features.IsEmpty) return [];
        var graph = new Graph();
        var list = new WeightList(graph, Definition.Network.Element);
        var network = new Network(Definition.Network, list);
        Summary summary = Definition.Summary.Trace(list);
        Expr input = graph.EventInput("features", new EventAxis("events"), Shape.Of(width), Definition.Network.Element);
        Expr perEvent = value(summary, network.Apply(input));
        using Evaluator evaluator = CompiledProgram.Compile([perEvent], new ProgramOptions { Threads = threads }).CreateEvaluator();
        list.Set(evaluator, MemoryMarshal.Cast<byte, T>((ReadOnlySpan<byte>)_weights));
        T[] scaled = Definition.Scaling.Apply<T>(features.Span);
        if (scaled is float[] singles) evaluator.Bind(input, singles);
        else if (scaled is double[] doubles) evaluator.Bind(input, doubles);
        evaluator.Evaluate(cancellation);
        return evaluator.Float64(perEvent).ToArray();
    }

    private ObservableMetrics EvaluateAs<T>(ObservableData data, int threads, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TemplateModel model = Model(data);
        var options = new ObservableOptions
        {
            Network = Definition.Network,
            Summary = Definition.Summary,
            Recipe = Definition.Recipe,
            Objective = Definition.Objective,
            Training = new Training.TrainingOptions { Threads = threads },
        };
        using var program = new ObservableProgram<T>(options, data, model, withGradient: false);
        EventBatch<T> batch = new BatchJoint<T>().Join([.. data.Sets.Select(s => EventBatch<T>.All(s, Definition.Scaling))]);
        program.Run(MemoryMarshal.Cast<byte, T>((ReadOnlySpan<byte>)_weights), batch, others: null, cancellation);
        return new MetricsEvaluator(model, Definition.Objective.Poi).Of(program);
    }
}
