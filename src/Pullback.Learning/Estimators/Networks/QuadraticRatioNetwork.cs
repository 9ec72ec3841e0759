using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A likelihood ratio that is a ratio of sums of squares in its single parameter.</summary>
/// <remarks>
/// <c>r(x|θ) = ((1 + θ a(x))² + (θ b(x))²) / ((1 + θA)² + (θB)²)</c> with networks a and b and weights A and B; positive for all θ. The logarithm is that of
/// <c>r + 1e−9</c>. Reference: [Chen2021].
/// </remarks>
public sealed class QuadraticRatioNetwork : IModelledRatio
{
    /// <summary>The name of A.</summary>
    internal const string LinearTotal = "linear-total";

    /// <summary>The name of B.</summary>
    internal const string SquareTotal = "square-total";
    private readonly EstimatorDefinition _definition;
    private readonly ScoreNetwork _linear;
    private readonly ScoreNetwork _square;
    private readonly Expr _linearTotal;
    private readonly Expr _squareTotal;

    /// <summary>Adds the weights of a ratio to a list.</summary>
    /// <param name="weights">The list.</param>
    /// <param name="definition">The estimator.</param>
    public QuadraticRatioNetwork(WeightList weights, EstimatorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _linear = new ScoreNetwork(new Network(definition.Dense(definition.Inputs, 1, weights.Element), weights, "linear."), definition.ActivatesTwice);
        _square = new ScoreNetwork(new Network(definition.Dense(definition.Inputs, 1, weights.Element), weights, "square."), definition.ActivatesTwice);
        _linearTotal = weights.Add(LinearTotal, Shape.Of(1));
        _squareTotal = weights.Add(SquareTotal, Shape.Of(1));
    }

    /// <inheritdoc/>
    public Expr LogRatio(Expr observables, Expr parameters, IReadOnlyList<Expr>? masks = null)
    {
        int layers = _definition.Hidden.Count;
        Expr numerator = Squares(parameters, _linear.Score(observables, ModelMasks.Of(masks, 0, layers)), _square.Score(observables, ModelMasks.Of(masks, 1, layers)));
        return Op.Log((numerator / Squares(parameters, _linearTotal, _squareTotal)) + 1e-9);
    }

    private static Expr Squares(Expr parameter, Expr linear, Expr square) => Op.Square(1.0 + (parameter * linear)) + Op.Square(parameter * square);
}
