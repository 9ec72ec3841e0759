using System.Globalization;
using Pullback.Autodiff;
using Pullback.Learning.Layers;

namespace Pullback.Learning.Estimators.Networks;

/// <summary>The shape of a conditional masked autoregressive flow.</summary>
public sealed record FlowOptions
{
    /// <summary>The number of observables <c>D</c>.</summary>
    /// <value>Default 1.</value>
    public int Observables { get; init; } = 1;

    /// <summary>The number of parameters <c>P</c> that the density depends on.</summary>
    /// <value>Default 1.</value>
    public int Parameters { get; init; } = 1;

    /// <summary>The width of each hidden layer of every conditioner.</summary>
    /// <value>Default 100.</value>
    public IReadOnlyList<int> Hidden { get; init; } = [100];

    /// <summary>The number of autoregressive steps, that with the mixture included.</summary>
    /// <value>Default 5.</value>
    public int Steps { get; init; } = 5;

    /// <summary>The number of Gaussians of the last step.</summary>
    /// <value>Default 1.</value>
    public int Components { get; init; } = 1;

    /// <summary>What follows each hidden layer.</summary>
    /// <value>Default <see cref="Layers.Activation.Tanh"/>.</value>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>Whether every second step runs through the observables in reverse, so that no observable stays Gaussian.</summary>
    /// <value>Default true. MadMiner's conditional flows never reverse, so its files need false.</value>
    public bool Reverse { get; init; } = true;

    /// <summary>Whether what leaves each affine step is normalised by stored means and variances.</summary>
    /// <value>Default false.</value>
    public bool Normalizes { get; init; }

    /// <summary>The type of weights and outputs.</summary>
    /// <value>Default <see cref="ElementType.Float32"/>.</value>
    public ElementType Element { get; init; } = ElementType.Float32;

    /// <summary>What is wrong, one sentence each; empty if nothing.</summary>
    public IEnumerable<string> Problems()
    {
        foreach ((string name, int value) in new[] { ("observables", Observables), ("parameters", Parameters), ("steps", Steps), ("components", Components) })
        {
            if (value < 1) yield return string.Create(CultureInfo.InvariantCulture, $"The flow has {value} {name}; at least one is needed.");
        }

        if (Hidden.Count == 0) yield return "The flow has no hidden layer; its conditioners need at least one.";
        for (int i = 0; i < Hidden.Count; i++)
        {
            if (Hidden[i] < 1) yield return string.Create(CultureInfo.InvariantCulture, $"Hidden layer {i} of the flow has width {Hidden[i]}, but must be at least 1 wide.");
        }
    }
}
