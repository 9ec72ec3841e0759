using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>A likelihood ratio whose dependence on the parameters is that of morphing; networks learn the benchmarks.</summary>
/// <remarks>
/// <c>r(x|θ) = Σ_b w_b(θ) R_b(x) / Σ_b w_b(θ) S_b</c> with <c>w(θ) = Mᵀ c(θ)</c>, <c>R_b = e^{f_b(x)}</c> from one network for each benchmark and
/// <c>S_b = e^{s_b}</c> with one weight for each. Exponents, numerator, denominator and ratio stay within <c>e^{±5}</c>; beyond, the gradient is zero.
/// Reference: [MadMiner2020].
/// </remarks>
public sealed class MorphingRatioNetwork : IModelledRatio
{
    /// <summary>The name of the logarithms of the benchmarks' cross sections.</summary>
    internal const string CrossSections = "log-cross-sections";
    private readonly RatioModel _model;
    private readonly EstimatorDefinition _definition;
    private readonly List<ScoreNetwork> _networks = [];
    private readonly Expr _logCrossSections;
    private readonly Expr _matrix;

    /// <summary>Adds the weights of a ratio to a list.</summary>
    /// <param name="graph">The graph of the list.</param>
    /// <param name="weights">The list.</param>
    /// <param name="definition">The estimator; its model is the morphing.</param>
    public MorphingRatioNetwork(Graph graph, WeightList weights, EstimatorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(definition);
        _definition = definition;
        _model = definition.Model ?? throw new ArgumentException("The estimator has no model.", nameof(definition));
        int benchmarks = _model.Networks(definition.Parameters);
        _matrix = graph.Constant([.. _model.Matrix], Shape.Of(_model.Matrix.Count / benchmarks, benchmarks), weights.Element);
        for (int b = 0; b < benchmarks; b++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"benchmark[{b}].");
            _networks.Add(new ScoreNetwork(new Network(definition.Dense(definition.Inputs, 1, weights.Element), weights, prefix), definition.ActivatesTwice));
        }

        _logCrossSections = weights.Add(CrossSections, Shape.Of(benchmarks));
    }

    /// <inheritdoc/>
    public Expr LogRatio(Expr observables, Expr parameters, IReadOnlyList<Expr>? masks = null)
    {
        Expr[] parts = [.. _networks.Select((network, b) => network.Score(observables, ModelMasks.Of(masks, b, _definition.Hidden.Count)))];
        Expr weights = Op.MatMul(Components(parameters), _matrix);
        Expr numerator = Within(Op.Sum(weights * Op.Exp(Bounded(Op.Concat(0, parts)))));
        Expr denominator = Within(Op.Sum(weights * Op.Exp(Bounded(_logCrossSections))));
        return Op.Reshape(Op.Log(Within(numerator / denominator)), Shape.Of(1));
    }

    private static Expr Bounded(Expr exponent) => Op.Max(Op.Min(exponent, 5.0), -5.0);

    private static Expr Within(Expr value) => Op.Max(Op.Min(value, Math.Exp(5)), Math.Exp(-5));

    private Expr Components(Expr parameters)
    {
        int count = _definition.Parameters;
        Expr[] values = [.. Enumerable.Range(0, count).Select(p => Op.Slice(parameters, 0, p, 1))];
        var components = new List<Expr>();
        for (int k = 0; k < _model.Powers.Count / count; k++)
        {
            Expr product = (0.0 * values[0]) + 1.0;
            for (int p = 0; p < count; p++)
            {
                for (int i = 0; i < _model.Powers[(k * count) + p]; i++) product *= values[p];
            }

            components.Add(product);
        }

        return Op.Concat(0, [.. components]);
    }
}
