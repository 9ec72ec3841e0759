using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>The networks of estimators at one parameter point for all events, or at a point for each.</summary>
internal static class EstimatorNetworks
{
    /// <summary>Traces what an estimator says, in scaled observables and parameters.</summary>
    /// <param name="definition">The estimator.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="weights">The list that its weights are added to.</param>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="numerator">θ₀, shape [event, parameter] or uniform [parameter]; not looked at for scores.</param>
    /// <param name="denominator">θ₁ of doubly parameterized ratios, of the same shape; not looked at for others.</param>
    /// <returns>The log ratio, shape [event, 1]; the log density, shape [event]; or the score, shape [event, parameter].</returns>
    public static Expr Value(EstimatorDefinition definition, Graph graph, WeightList weights, Expr observables, Expr numerator, Expr denominator)
    {
        int inputs = definition.Inputs;
        int parameters = definition.Parameters;
        bool activate = definition.ActivatesTwice;
        ElementType element = weights.Element;
        if (definition.Model is not null) return IModelledRatio.Of(graph, weights, definition).LogRatio(observables, numerator);
        switch (definition.Kind)
        {
            case EstimatorKind.ParameterizedRatio:
                var ratio = new RatioNetwork(new Network(definition.Dense(parameters + inputs, 1, element), weights), activate);
                return numerator.Axis is null ? ratio.LogRatioAt(observables, numerator) : ratio.LogRatio(observables, numerator);
            case EstimatorKind.DoubleParameterizedRatio:
                var two = new DoubleRatioNetwork(new Network(definition.Dense((2 * parameters) + inputs, 1, element), weights), activate);
                return numerator.Axis is null ? two.LogRatioAt(observables, numerator, denominator) : two.LogRatio(observables, numerator, denominator);
            case EstimatorKind.Score:
                return new ScoreNetwork(new Network(definition.Dense(inputs, parameters, element), weights), activate).Score(observables);
            default:
                return new ConditionalFlow(graph, weights, definition.Flow(element)).LogDensity(observables, numerator);
        }
    }
}
