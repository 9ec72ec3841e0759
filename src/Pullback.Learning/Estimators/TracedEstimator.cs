using Pullback.Autodiff;
using Pullback.Learning.Estimators.Networks;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators;

/// <summary>A trained estimator as a part of a graph, differentiable to any order in observables, parameters and, on request, weights.</summary>
/// <remarks>
/// Observables and parameters are those of the user, not scaled. A fit uses one uniform value of the parameters for all events and sums over them:
/// <c>−Σ_e ln r(x_e|θ)</c> with its gradient and Hessian.
/// </remarks>
public sealed class TracedEstimator
{
    /// <summary>Adds an estimator to the graph of its observables.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="observables">All observables; shape [event, observable]. Their type is that of the calculation.</param>
    /// <param name="parameters">θ, or θ₀; shape [event, parameter] or uniform [parameter]. Null for scores only.</param>
    /// <param name="denominator">For doubly parameterized ratios θ₁, null for others; uniform if θ₀ is.</param>
    /// <param name="withWeights">Whether the weights become parameters of the graph, so that derivatives reach them, and are set through <see cref="Weights"/>; else they are constants.</param>
    /// <exception cref="ArgumentException">A value is missing, is there without need, or has another shape.</exception>
    public TracedEstimator(Estimator estimator, Expr observables, Expr? parameters = null, Expr? denominator = null, bool withWeights = false)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        EstimatorDefinition definition = estimator.Definition;
        bool two = definition.Kind == EstimatorKind.DoubleParameterizedRatio;
        Check(observables, definition.Observables, nameof(observables));
        if (observables.Axis is null) throw new ArgumentException("The observables are uniform, but must be of events: bind them to an event input.", nameof(observables));
        CheckPoint(parameters, definition.Kind != EstimatorKind.Score, nameof(parameters));
        CheckPoint(denominator, two, nameof(denominator));
        if (two && parameters!.Value.Axis is null != denominator!.Value.Axis is null)
            throw new ArgumentException("One of both parameter points is uniform and the other one of events; give both alike.", nameof(denominator));

        Graph graph = observables.Graph;
        ElementType element = observables.ElementType;
        var weights = withWeights ? new WeightList(graph, element) : new WeightList(graph, element, estimator.Weights);
        Expr x = Scaled(Selected(observables, definition.Features), estimator.ObservableScaling, definition.Features);
        Expr theta = parameters is { } p ? Scaled(p, estimator.EffectiveParameterScaling, null) : x;
        Expr other = denominator is { } d ? Scaled(d, estimator.EffectiveParameterScaling, null) : theta;
        Expr value = EstimatorNetworks.Value(definition, graph, weights, x, theta, other);
        Value = definition.Kind == EstimatorKind.Score ? value : Op.Sum(value) + estimator.LogJacobian;
        Weights = withWeights ? weights : null;

        void CheckPoint(Expr? point, bool needed, string name)
        {
            if (needed != point is not null)
                throw new ArgumentException($"An estimator of kind {definition.Kind} {(needed ? "needs" : "has no")} {name}.", name);
            if (point is { } given) Check(given, definition.Parameters, name);
        }
    }

    /// <summary>The log ratio or log density of each event, shape [event]; for scores the score, shape [event, parameter].</summary>
    public Expr Value { get; }

    /// <summary>The weights if they are parameters of the graph, else null. Every evaluator needs them: <c>Weights.Set(evaluator, estimator.Weights.Span)</c>.</summary>
    public WeightList? Weights { get; }

    /// <summary>The mean over the members of an ensemble of what each says.</summary>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="observables">All observables; shape [event, observable].</param>
    /// <param name="parameters">θ, or θ₀; shape [event, parameter] or uniform [parameter]. Null for scores only.</param>
    /// <param name="denominator">For doubly parameterized ratios θ₁, null for others; uniform if θ₀ is.</param>
    /// <returns>Shape [event]; for scores [event, parameter].</returns>
    /// <exception cref="ArgumentException">A value is missing, is there without need, or has another shape.</exception>
    public static Expr Mean(EstimatorEnsemble ensemble, Expr observables, Expr? parameters = null, Expr? denominator = null)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        Expr sum = new TracedEstimator(ensemble.Members[0], observables, parameters, denominator).Value;
        foreach (Estimator member in ensemble.Members.Skip(1)) sum += new TracedEstimator(member, observables, parameters, denominator).Value;
        return sum / ensemble.Members.Count;
    }

    private static void Check(Expr value, int width, string name)
    {
        if (value.Shape.Rank != 1 || value.Shape[0] != width)
            throw new ArgumentException($"The {name} have shape {value.Shape}, but the estimator needs [{width}].", name);
    }

    private static Expr Selected(Expr observables, IReadOnlyList<int>? features) =>
        features is null ? observables : Op.Concat(0, [.. features.Select(f => Op.Slice(observables, 0, f, 1))]);

    private static Expr Scaled(Expr values, Scaling? scaling, IReadOnlyList<int>? features)
    {
        if (scaling is null) return values;
        Expr Constant(IReadOnlyList<double> numbers) =>
            values.Graph.Constant([.. features is null ? numbers : features.Select(f => numbers[f])], values.Shape, values.ElementType);
        return (values - Constant(scaling.Means)) / Constant(scaling.Deviations);
    }
}
