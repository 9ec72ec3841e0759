using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>The masked dense layers of one autoregressive step: <c>h = act(θ Wₓ + x (M₀∘W₀) + b₀)</c>, <c>h ← act(h (Mₗ∘Wₗ) + bₗ)</c>, outputs <c>h (Mₒ∘W) + b</c>.</summary>
internal sealed class Conditioner
{
    private readonly Activation _activation;
    private readonly Expr _parameterWeight;
    private readonly List<(Expr Weight, Expr Bias)> _hidden = [];
    private readonly List<(Expr Weight, Expr Bias)> _outputs = [];

    /// <summary>Adds the weights of a step to a list.</summary>
    /// <param name="graph">The graph of the list.</param>
    /// <param name="weights">The list.</param>
    /// <param name="options">The shape of the flow.</param>
    /// <param name="step">The number of the step, for names and order.</param>
    /// <param name="outputs">The names of the outputs, such as mean and log precision.</param>
    /// <param name="components">The number of values of each output for each observable.</param>
    public Conditioner(Graph graph, WeightList weights, FlowOptions options, int step, string[] outputs, int components)
    {
        _activation = options.Activation;
        int[] order = AutoregressiveMasks.InputDegrees(options.Observables, options.Reverse && step % 2 == 1);
        string prefix = string.Create(CultureInfo.InvariantCulture, $"step[{step}].");
        _parameterWeight = weights.Add(prefix + "parameters.weight", Shape.Of(options.Parameters, options.Hidden[0]));
        int[] degrees = order;
        for (int layer = 0; layer < options.Hidden.Count; layer++)
        {
            int[] next = AutoregressiveMasks.HiddenDegrees(options.Hidden[layer], options.Observables);
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}layer[{layer}]");
            Expr weight = weights.Add(name + ".weight", Shape.Of(degrees.Length, next.Length));
            _hidden.Add((AutoregressiveMasks.Build(graph, degrees, next, strict: false, 1, options.Element) * weight, weights.Add(name + ".bias", Shape.Of(next.Length))));
            degrees = next;
        }

        Expr mask = AutoregressiveMasks.Build(graph, degrees, order, strict: true, components, options.Element);
        foreach (string output in outputs)
        {
            Expr weight = weights.Add(prefix + output + ".weight", Shape.Of(degrees.Length, options.Observables * components));
            _outputs.Add((mask * weight, weights.Add(prefix + output + ".bias", Shape.Of(options.Observables * components))));
        }
    }

    /// <summary>The outputs of each event.</summary>
    /// <param name="x">Shape [event, observable].</param>
    /// <param name="parameters">Shape [event, parameter].</param>
    /// <returns>For each output, shape [event, observable · component].</returns>
    public Expr[] Apply(Expr x, Expr parameters)
    {
        Expr h = Activations.Apply(_activation, Op.MatMul(parameters, _parameterWeight) + Op.MatMul(x, _hidden[0].Weight) + _hidden[0].Bias);
        foreach ((Expr weight, Expr bias) in _hidden.Skip(1)) h = Activations.Apply(_activation, Op.MatMul(h, weight) + bias);
        return [.. _outputs.Select(o => Op.MatMul(h, o.Weight) + o.Bias)];
    }
}
