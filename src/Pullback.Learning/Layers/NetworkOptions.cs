using System.Globalization;
using Pullback.Autodiff;

namespace Pullback.Learning.Layers;

/// <summary>The shape of a network of dense layers.</summary>
public sealed record NetworkOptions
{
    /// <summary>The number of features of an event; an observable sets it to that of its data.</summary>
    /// <value>Default 1.</value>
    public int Inputs { get; init; } = 1;

    /// <summary>The width of each hidden layer.</summary>
    /// <value>Default 1024, 1024, the network of neos.</value>
    public IReadOnlyList<int> Hidden { get; init; } = [1024, 1024];

    /// <summary>The number of outputs; an observable sets it to what its summary needs.</summary>
    /// <value>Default 1.</value>
    public int Outputs { get; init; } = 1;

    /// <summary>What follows each hidden layer. The last layer has none: summaries add their own.</summary>
    /// <value>Default <see cref="Layers.Activation.Relu"/>.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How often the activation is applied after each hidden layer.</summary>
    /// <value>Default 1. MadMiner's networks with dropout apply it twice, so its files need 2.</value>
    public int ActivationsPerLayer { get; init; } = 1;

    /// <summary>The share of the hidden outputs that a training step sets to zero; the others grow so that the expectation stays.</summary>
    /// <value>Default 0.</value>
    public double Dropout { get; init; }

    /// <summary>How weights begin.</summary>
    /// <value>Default <see cref="WeightInitializer.GlorotNormal"/>.</value>
    public WeightInitializer Initializer { get; init; } = WeightInitializer.GlorotNormal;

    /// <summary>The standard deviation of the normal distribution that biases begin from.</summary>
    /// <value>Default 0.01.</value>
    public double BiasDeviation { get; init; } = 0.01;

    /// <summary>The type of weights and layer outputs.</summary>
    /// <value>Default <see cref="Autodiff.ElementType.Float32"/>.</value>
    public ElementType Element { get; init; } = ElementType.Float32;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (Inputs < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The network has {Inputs} inputs; at least one feature is needed.");
        if (Outputs < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The network has {Outputs} outputs; at least one is needed.");
        for (int i = 0; i < Hidden.Count; i++)
        {
            if (Hidden[i] < 1) yield return string.Create(CultureInfo.InvariantCulture, $"Hidden layer {i} has width {Hidden[i]}, but must be at least 1 wide.");
        }

        if (ActivationsPerLayer < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The activation is applied {ActivationsPerLayer} times, but must be applied at least once.");
        if (Dropout is not (>= 0 and < 1)) yield return string.Create(CultureInfo.InvariantCulture, $"The dropout is {Dropout:R}, but must be at least 0 and below 1.");
        if (!(BiasDeviation >= 0) || !double.IsFinite(BiasDeviation))
            yield return string.Create(CultureInfo.InvariantCulture, $"The deviation of the biases is {BiasDeviation:R}, but must be finite and at least 0.");
    }
}
