using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A likelihood ratio whose dependence on the parameters is given, from networks of the observables alone.</summary>
public interface IModelledRatio
{
    /// <summary>The log likelihood ratio of each event.</summary>
    /// <param name="observables">Shape [event, observable].</param>
    /// <param name="parameters">Not scaled; shape [event, parameter], or a uniform value of shape [parameter] that all events share.</param>
    /// <param name="masks">For dropout, a factor for each hidden output of each network in turn, shapes [event, width]; null leaves dropout out.</param>
    /// <returns>Shape [event, 1].</returns>
    Expr LogRatio(Expr observables, Expr parameters, IReadOnlyList<Expr>? masks = null);

    /// <summary>Adds the weights of an estimator's model to a list.</summary>
    /// <param name="graph">The graph of the list.</param>
    /// <param name="weights">The list.</param>
    /// <param name="definition">The estimator, which has a model.</param>
    /// <exception cref="ArgumentException">The model does not fit the estimator; the message lists every problem found.</exception>
    internal static IModelledRatio Of(Graph graph, WeightList weights, EstimatorDefinition definition)
    {
        string[] problems = [.. definition.Model!.Problems(definition)];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(definition));
        return definition.Model.Form == RatioForm.Quadratic ? new QuadraticRatioNetwork(weights, definition) : new MorphingRatioNetwork(graph, weights, definition);
    }
}
