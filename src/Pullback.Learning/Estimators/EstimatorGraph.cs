using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators;

/// <summary>An estimator traced for the events of a batch, in scaled observables and parameters.</summary>
public sealed class EstimatorGraph
{
    /// <summary>Traces an estimator.</summary>
    /// <param name="definition">Its shape.</param>
    /// <param name="element">The type of weights, inputs and outputs.</param>
    /// <param name="dropout">Whether the definition's dropout takes part, as in training.</param>
    /// <exception cref="ArgumentException">The definition is not consistent.</exception>
    public EstimatorGraph(EstimatorDefinition definition, ElementType element, bool dropout = false)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Graph = new Graph();
        Weights = new WeightList(Graph, element);
        Axis = new EventAxis("event");
        Observables = Graph.EventInput("x", Axis, Shape.Of(definition.Inputs), element);
        Numerator = Graph.EventInput("theta0", Axis, Shape.Of(definition.Parameters), element);
        Denominator = Graph.EventInput("theta1", Axis, Shape.Of(definition.Parameters), element);
        int inputs = definition.Inputs;
        int parameters = definition.Parameters;
        bool activate = definition.ActivatesTwice;
        Masks = dropout && definition.Dropout > 0 && definition.Kind != EstimatorKind.Likelihood
            ? [.. Enumerable.Range(0, definition.Hidden.Count * (definition.Model?.Networks(parameters) ?? 1)).Select(Mask)]
            : [];
        IReadOnlyList<Expr>? masks = Masks.Count > 0 ? Masks : null;
        switch (definition.Kind)
        {
            case var _ when definition.Model is not null:
                Value = IModelledRatio.Of(Graph, Weights, definition).LogRatio(Observables, Numerator, masks);
                Score = EventMeans.Gradient(Value, Numerator);
                break;
            case EstimatorKind.ParameterizedRatio:
                Value = new RatioNetwork(new Network(definition.Dense(parameters + inputs, 1, element), Weights), activate).LogRatio(Observables, Numerator, masks);
                Score = EventMeans.Gradient(Value, Numerator);
                break;
            case EstimatorKind.DoubleParameterizedRatio:
                Value = new DoubleRatioNetwork(new Network(definition.Dense((2 * parameters) + inputs, 1, element), Weights), activate).LogRatio(Observables, Numerator, Denominator, masks);
                Score = EventMeans.Gradient(Value, Numerator);
                DenominatorScore = -EventMeans.Gradient(Value, Denominator);
                break;
            case EstimatorKind.Score:
                Score = new ScoreNetwork(new Network(definition.Dense(inputs, parameters, element), Weights), activate).Score(Observables, masks);
                Value = Score;
                break;
            case EstimatorKind.Likelihood:
                var flow = new ConditionalFlow(Graph, Weights, definition.Flow(element));
                Value = flow.LogDensity(Observables, Numerator);
                Statistics = flow.Statistics(Observables, Numerator);
                Score = EventMeans.Gradient(Value, Numerator);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, $"There is no such estimator. They are: {string.Join(", ", Enum.GetNames<EstimatorKind>())}.");
        }

        Expr Mask(int index) =>
            Graph.EventInput(string.Create(CultureInfo.InvariantCulture, $"mask {index}"), Axis, Shape.Of(definition.Hidden[index % definition.Hidden.Count]), element);
    }

    /// <summary>The shape of the estimator.</summary>
    public EstimatorDefinition Definition { get; }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The trainable weights.</summary>
    public WeightList Weights { get; }

    /// <summary>The axis of the events.</summary>
    public EventAxis Axis { get; }

    /// <summary>The observables that the network sees, scaled; shape [event, observable].</summary>
    public Expr Observables { get; }

    /// <summary>θ₀, scaled; shape [event, parameter].</summary>
    public Expr Numerator { get; }

    /// <summary>θ₁, scaled, of doubly parameterized ratios; shape [event, parameter].</summary>
    public Expr Denominator { get; }

    /// <summary>With dropout, the factors of each hidden layer's outputs; shapes [event, width].</summary>
    public IReadOnlyList<Expr> Masks { get; }

    /// <summary>The log ratio, shape [event, 1]; the log density, shape [event]; or the score, shape [event, parameter].</summary>
    public Expr Value { get; }

    /// <summary>The score at θ₀, shape [event, parameter].</summary>
    public Expr Score { get; }

    /// <summary>For doubly parameterized ratios the score at θ₁, <c>−∂ ln r/∂θ₁</c>, shape [event, parameter].</summary>
    public Expr? DenominatorScore { get; }

    /// <summary>For flows with batch normalisation, what a batch says of the untrained weights, in their order: mean and variance of what leaves each affine step; shapes [observable].</summary>
    public IReadOnlyList<Expr> Statistics { get; } = [];

    /// <summary>Whether the value depends on θ₀.</summary>
    public bool HasParameters => Definition.Kind != EstimatorKind.Score;

    /// <summary>Whether the value depends on θ₁.</summary>
    public bool HasDenominator => Definition.Kind == EstimatorKind.DoubleParameterizedRatio;
}
