using System.Numerics;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators;

/// <summary>An estimator compiled for many events at a time: at parameter points of their own, or at one point for all.</summary>
/// <remarks>
/// At one point everything that depends on parameters alone is computed once for all events: the parameters' share of the first layer, and with it the bias.
/// What is left for a pair of event and point are the layers after it.
/// </remarks>
internal sealed class EstimatorProgram
{
    private readonly WeightList _weights;
    private readonly Expr _observables;
    private readonly Expr _numerator;
    private readonly Expr _denominator;
    private readonly Expr _value;
    private readonly Expr? _score;
    private readonly Expr? _denominatorScore;
    private readonly CompiledProgram _program;

    /// <summary>Traces and compiles an estimator.</summary>
    /// <param name="definition">Its shape.</param>
    /// <param name="key">What is asked for, and how.</param>
    public EstimatorProgram(EstimatorDefinition definition, Key key)
    {
        Asked = key;
        ElementType element = key.Precision == EvaluationPrecision.SinglePrecision ? ElementType.Float32 : ElementType.Float64;
        if (key.OnePoint)
        {
            var graph = new Graph();
            _weights = new WeightList(graph, element);
            _observables = graph.EventInput("x", new EventAxis("event"), Shape.Of(definition.Inputs), element);
            _numerator = graph.Parameter("theta0", Shape.Of(definition.Parameters), element);
            _denominator = graph.Parameter("theta1", Shape.Of(definition.Parameters), element);
            _value = EstimatorNetworks.Value(definition, graph, _weights, _observables, _numerator, _denominator);
        }
        else
        {
            var graph = new EstimatorGraph(definition, element);
            (_weights, _observables, _numerator, _denominator, _value) = (graph.Weights, graph.Observables, graph.Numerator, graph.Denominator, graph.Value);
            if (key.WithScore) (_score, _denominatorScore) = (graph.Score, graph.DenominatorScore);
        }

        _program = CompiledProgram.Compile([.. new Expr?[] { _value, _score, _denominatorScore }.OfType<Expr>()], new ProgramOptions { Threads = key.Threads });
    }

    /// <summary>What the program was compiled for.</summary>
    public Key Asked { get; }

    /// <summary>Makes an evaluator with weights and events bound.</summary>
    /// <typeparam name="T">The type of the key's precision.</typeparam>
    /// <param name="weights">Shape [weight].</param>
    /// <param name="observables">Scaled; shape [event, observable].</param>
    public Evaluator Start<T>(ReadOnlySpan<double> weights, T[] observables)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Evaluator evaluator = _program.CreateEvaluator();
        _weights.Set<T>(evaluator, Convert<T>(weights));
        Bind(evaluator, _observables, observables);
        return evaluator;
    }

    /// <summary>Sets the parameter points: one row for each event, or a single one.</summary>
    /// <param name="evaluator">From <see cref="Start"/>.</param>
    /// <param name="numerator">θ₀, scaled.</param>
    /// <param name="denominator">θ₁, scaled; empty for estimators without.</param>
    public void Place<T>(Evaluator evaluator, T[] numerator, T[] denominator)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Place(evaluator, _numerator, numerator);
        if (denominator.Length > 0) Place(evaluator, _denominator, denominator);
    }

    /// <summary>Reads the log ratios or log densities, shape [event].</summary>
    public void Values(Evaluator evaluator, Span<double> destination) => Read(evaluator, _value, destination);

    /// <summary>Reads the scores at θ₀, shape [event, parameter].</summary>
    public void Score(Evaluator evaluator, Span<double> destination) => Read(evaluator, _score!.Value, destination);

    /// <summary>Reads the scores at θ₁, shape [event, parameter].</summary>
    public void DenominatorScore(Evaluator evaluator, Span<double> destination) => Read(evaluator, _denominatorScore!.Value, destination);

    /// <summary>The numbers in another precision.</summary>
    public static T[] Convert<T>(ReadOnlySpan<double> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var converted = new T[values.Length];
        for (int i = 0; i < converted.Length; i++) converted[i] = T.CreateTruncating(values[i]);
        return converted;
    }

    private static void Read(Evaluator evaluator, Expr output, Span<double> destination)
    {
        if (output.ElementType == ElementType.Float64) evaluator.Float64(output).CopyTo(destination);
        else Widen(evaluator.Float32(output), destination);
    }

    private static void Widen(ReadOnlySpan<float> source, Span<double> destination)
    {
        for (int i = 0; i < source.Length; i++) destination[i] = source[i];
    }

    private static void Bind<T>(Evaluator evaluator, Expr input, T[] rows)
    {
        if (rows is float[] single) evaluator.Bind(input, single);
        else evaluator.Bind(input, (double[])(object)rows);
    }

    private void Place<T>(Evaluator evaluator, Expr input, T[] rows)
    {
        if (!Asked.OnePoint) Bind(evaluator, input, rows);
        else if (rows is float[] single) evaluator.Set(input, single);
        else evaluator.Set(input, (double[])(object)rows);
    }

    /// <summary>What a program is compiled for.</summary>
    /// <param name="OnePoint">Whether all events share one parameter point.</param>
    /// <param name="WithScore">Whether scores are computed.</param>
    /// <param name="Precision">The numbers.</param>
    /// <param name="Threads">The threads; 0 for all processors.</param>
    internal readonly record struct Key(bool OnePoint, bool WithScore, EvaluationPrecision Precision, int Threads);
}
