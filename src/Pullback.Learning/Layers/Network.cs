using System.Globalization;
using System.Numerics;
using Pullback.Autodiff;
using Pullback.Numerics.Random;

namespace Pullback.Learning.Layers;

/// <summary>Dense layers traced into a graph: <c>x ← act(x W + b)</c>, the last without activation.</summary>
public sealed class Network
{
    private readonly List<(Expr Matrix, Expr Bias, int Index)> _layers = [];
    private readonly WeightList _weights;

    /// <summary>Adds the weights of a network to a list.</summary>
    /// <param name="options">The shape of the network.</param>
    /// <param name="weights">The list that the weights are added to.</param>
    /// <param name="prefix">What the names of its weights begin with.</param>
    /// <exception cref="ArgumentException">The options are not consistent; the message lists every problem found.</exception>
    public Network(NetworkOptions options, WeightList weights, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(weights);
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        Options = options;
        _weights = weights;
        int inputs = options.Inputs;
        int[] widths = [.. options.Hidden, options.Outputs];
        for (int layer = 0; layer < widths.Length; layer++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}layer[{layer}]");
            int index = weights.Tensors.Count;
            _layers.Add((weights.Add(name + ".weight", Shape.Of(inputs, widths[layer])), weights.Add(name + ".bias", Shape.Of(widths[layer])), index));
            inputs = widths[layer];
        }
    }

    /// <summary>The shape of the network.</summary>
    public NetworkOptions Options { get; }

    /// <summary>The output of the last layer for each event.</summary>
    /// <param name="features">Shape [event, feature].</param>
    /// <param name="masks">For dropout, a factor for each hidden output, shapes [event, width]; null leaves dropout out.</param>
    /// <returns>Shape [event, output].</returns>
    public Expr Apply(Expr features, IReadOnlyList<Expr>? masks = null) =>
        ApplyFrom(Op.MatMul(features, _layers[0].Matrix) + _layers[0].Bias, masks);

    /// <summary>The output of the last layer where all events share the first features, so that their part of the first layer is computed once.</summary>
    /// <param name="shared">The first features; a uniform value of shape [feature].</param>
    /// <param name="features">The others, shape [event, feature].</param>
    /// <returns>Shape [event, output]; the same numbers as with the shared features in every event, but for rounding.</returns>
    public Expr Apply(Expr shared, Expr features)
    {
        (Expr matrix, Expr bias, _) = _layers[0];
        int first = shared.Shape.Length;
        Expr once = Op.MatMul(shared, Op.Slice(matrix, 0, 0, first)) + bias;
        return ApplyFrom(once + Op.MatMul(features, Op.Slice(matrix, 0, first, matrix.Shape[0] - first)), null);
    }

    /// <summary>The layers after the first product.</summary>
    private Expr ApplyFrom(Expr x, IReadOnlyList<Expr>? masks)
    {
        for (int layer = 1; layer < _layers.Count; layer++)
        {
            for (int i = 0; i < Options.ActivationsPerLayer; i++) x = Activations.Apply(Options.Activation, x);
            if (masks is not null) x *= masks[layer - 1];
            x = Op.MatMul(x, _layers[layer].Matrix) + _layers[layer].Bias;
        }

        return x;
    }

    /// <summary>Draws the first weights; each layer has its own stream, so adding a layer does not change the others.</summary>
    /// <param name="weights">The flat vector of all weights of the list.</param>
    /// <param name="seed">The user's seed.</param>
    public void Initialize<T>(Span<T> weights, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int layer = 0; layer < _layers.Count; layer++)
        {
            (Expr matrix, Expr bias, int index) = _layers[layer];
            WeightTensor matrixTensor = _weights.Tensors[index];
            WeightTensor biasTensor = _weights.Tensors[index + 1];
            var stream = new RandomStream(seed, "initial weights", (ulong)layer);
            WeightInitializers.Fill(Options.Initializer, weights.Slice(matrixTensor.Offset, matrixTensor.Length), matrix.Shape[0], matrix.Shape[1], stream);
            var biasStream = new RandomStream(seed, "initial biases", (ulong)layer);
            foreach (ref T value in weights.Slice(biasTensor.Offset, bias.Shape.Length)) value = T.CreateChecked(biasStream.Normal(0.0, Options.BiasDeviation));
        }
    }
}
